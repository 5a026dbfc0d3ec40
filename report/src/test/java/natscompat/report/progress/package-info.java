/** Tests of natscompat.report.progress; the sample data come from natscompat.report.testdata. */
@NullMarked
package natscompat.report.progress;

import org.jspecify.annotations.NullMarked;
