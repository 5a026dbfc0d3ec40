package natscompat.publish.git;

import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.BatchingProgressMonitor;

/** Says how far a fetch is, at most once a second. */
final class FetchProgress extends BatchingProgressMonitor {
    private final String what;
    private final Consumer<String> notices;

    FetchProgress(String what, Consumer<String> notices) {
        this.what = what;
        this.notices = notices;
    }

    @Override
    protected void onUpdate(String taskName, int workCurr, Duration duration) {
        notices.accept("fetching " + what + ": " + taskName + " " + workCurr);
    }

    @Override
    protected void onEndTask(String taskName, int workCurr, Duration duration) {
        // the next task or the end of the fetch says enough
    }

    @Override
    protected void onUpdate(String taskName, int workCurr, int workTotal, int percentDone, Duration duration) {
        notices.accept("fetching " + what + ": " + taskName + " " + percentDone + " %");
    }

    @Override
    protected void onEndTask(String taskName, int workCurr, int workTotal, int percentDone, Duration duration) {
        // the next task or the end of the fetch says enough
    }
}
