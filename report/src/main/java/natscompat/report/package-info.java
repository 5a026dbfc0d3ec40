/**
 * What people and CI servers see of a run: errors, lists, plans, the matrix, progress. Begin at
 * {@link natscompat.report.matrix.MatrixText}, {@link natscompat.report.plan.PlanText},
 * {@link natscompat.report.progress} and {@link natscompat.report.ci}. Judges nothing and starts nothing: it says what
 * the model holds.
 */
@NullMarked
package natscompat.report;

import org.jspecify.annotations.NullMarked;
