/**
 * The run folder: the only code that knows file names and formats. Begin at {@link RunFolder}, then
 * {@link CellFolder}. Everything is written as it happens and readable without the tool.
 */
@NullMarked
package natscompat.model.rundir;

import org.jspecify.annotations.NullMarked;
