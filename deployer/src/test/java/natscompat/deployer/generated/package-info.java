/** Tests of the folder of generated files. */
@NullMarked
package natscompat.deployer.generated;

import org.jspecify.annotations.NullMarked;
