/**
 * A run while it runs. Begin at {@link natscompat.report.progress.TerminalProgress} (a screen),
 * {@link natscompat.report.progress.PlainProgress} (a log) or {@link natscompat.report.progress.JsonProgress} (a
 * program). Each listens to {@link natscompat.model.event.RunEvent}s and knows nothing of who emits them.
 */
@NullMarked
package natscompat.report.progress;

import org.jspecify.annotations.NullMarked;
