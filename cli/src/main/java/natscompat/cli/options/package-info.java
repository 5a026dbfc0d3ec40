/**
 * What was asked for, as validated values: durations, sizes, lists of names. Begin at {@link
 * natscompat.cli.options.QualifyOptions}. Knows no parser of command lines, so it is tested without one.
 */
@NullMarked
package natscompat.cli.options;

import org.jspecify.annotations.NullMarked;
