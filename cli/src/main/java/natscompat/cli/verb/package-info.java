/**
 * One class a verb: its options, and the call of the module that does it. Begin at any verb and read it from top to
 * bottom. Holds no rule of its own.
 */
@NullMarked
package natscompat.cli.verb;

import org.jspecify.annotations.NullMarked;
