/**
 * Runs a qualification in the foreground: who watches, what Ctrl-C does, what is printed at the end. Begin at {@link
 * natscompat.cli.run.Execution}. Knows no option of any verb.
 */
@NullMarked
package natscompat.cli.run;

import org.jspecify.annotations.NullMarked;
