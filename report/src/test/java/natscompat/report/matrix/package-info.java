/** Tests of natscompat.report.matrix; the sample data come from natscompat.report.testdata. */
@NullMarked
package natscompat.report.matrix;

import org.jspecify.annotations.NullMarked;
