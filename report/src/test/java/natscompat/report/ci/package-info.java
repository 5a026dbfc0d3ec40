/** Tests of natscompat.report.ci; the sample data come from natscompat.report.testdata. */
@NullMarked
package natscompat.report.ci;

import org.jspecify.annotations.NullMarked;
