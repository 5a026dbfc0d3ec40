package natscompat.qualification.head;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.model.rundir.RunFolder;
import natscompat.qualification.Runners;
import natscompat.qualification.Site;
import org.jspecify.annotations.Nullable;

/** The head: cells run elsewhere, and their folders come in at its desk. */
final class HeadSite implements Site {
    private final RunnerPods pods;
    private final Attempts attempts;
    private final Path parts;
    private final Lacks lacks;
    private final AtomicReference<@Nullable Desk> desk;

    /**
     * Gets ready.
     *
     * @param parts a folder on the disk of the run folder, for what is not whole yet
     * @param lacks what runners could not have
     * @param desk gets the desk once the run has a folder
     */
    HeadSite(RunnerPods pods, Attempts attempts, Path parts, Lacks lacks, AtomicReference<@Nullable Desk> desk) {
        this.pods = pods;
        this.attempts = attempts;
        this.parts = parts;
        this.lacks = lacks;
        this.desk = desk;
    }

    @Override
    public RunFolder folder(Path out) {
        return RunFolder.continued(out);
    }

    @Override
    public Runners runners(Run run) {
        Desk opened = new Desk(run.folder(), attempts);
        desk.set(opened);
        return new JobRunners(run, opened, pods, parts, lacks);
    }
}
