/** Tests of the generator. */
@NullMarked
package natscompat.generator;

import org.jspecify.annotations.NullMarked;
