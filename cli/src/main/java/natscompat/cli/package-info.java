/**
 * The command line: one class a verb, wiring only. Begin at {@link Main}, then its verbs. Holds no rule of its own:
 * what a verb does is done by the module that it names.
 */
@NullMarked
package natscompat.cli;

import org.jspecify.annotations.NullMarked;
