/** Tests of natscompat.cli.verb. */
@NullMarked
package natscompat.cli.verb;

import org.jspecify.annotations.NullMarked;
