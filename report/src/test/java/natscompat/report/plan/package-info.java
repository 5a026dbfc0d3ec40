/** Tests of natscompat.report.plan; the sample data come from natscompat.report.testdata. */
@NullMarked
package natscompat.report.plan;

import org.jspecify.annotations.NullMarked;
