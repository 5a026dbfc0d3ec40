/**
 * The matrix as text. Begin at {@link natscompat.report.matrix.MatrixText}. Judges nothing: the verdicts stand in the
 * matrix already.
 */
@NullMarked
package natscompat.report.matrix;

import org.jspecify.annotations.NullMarked;
