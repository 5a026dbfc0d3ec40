/** Tests of beats of scripts, without a server. */
@NullMarked
package natscompat.mayhem.script;

import org.jspecify.annotations.NullMarked;
