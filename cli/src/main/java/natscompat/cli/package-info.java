/**
 * The command line: wiring only. Begin at {@link Main}, then {@link Verb}; one class a verb lies in the package {@code
 * verb}. Holds no rule of its own: what a verb does is done by the module that it names.
 */
@NullMarked
package natscompat.cli;

import org.jspecify.annotations.NullMarked;
