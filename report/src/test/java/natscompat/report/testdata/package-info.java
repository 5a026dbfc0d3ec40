/**
 * Plans and results for the tests of this module. Begin at {@link natscompat.report.testdata.SamplePlan}. Knows no
 * planner: it makes by hand what the tests show.
 */
@NullMarked
package natscompat.report.testdata;

import org.jspecify.annotations.NullMarked;
