/** Tests of the files of a deployment. */
@NullMarked
package natscompat.generator.kubernetes;

import org.jspecify.annotations.NullMarked;
