/**
 * Text for a screen of a given width: style, wrapping, figures, tables. Begin at {@link Style} and {@link Table}. Knows
 * nothing of cells or releases.
 */
@NullMarked
package natscompat.report.text;

import org.jspecify.annotations.NullMarked;
