/** Tests of natscompat.report.text; the sample data come from natscompat.report.testdata. */
@NullMarked
package natscompat.report.text;

import org.jspecify.annotations.NullMarked;
