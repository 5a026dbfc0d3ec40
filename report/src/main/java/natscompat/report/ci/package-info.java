/**
 * What CI servers read: {@link natscompat.report.ci.TeamCity} service messages and the
 * {@link natscompat.report.ci.JUnitXml} file. Begin at {@link natscompat.report.ci.PromiseResult}, from which both are
 * made. Never says that something passed which was not proven.
 */
@NullMarked
package natscompat.report.ci;

import org.jspecify.annotations.NullMarked;
