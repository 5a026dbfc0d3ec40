package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import natscompat.checker.verdict.FailOn;
import natscompat.model.plan.Plan;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.rundir.RunFolder;
import natscompat.model.time.Waiting;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import natscompat.planner.PlanRequest;
import natscompat.planner.Planner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is told to end before its first cell; nothing is built or run for real. */
@Timeout(60)
class EarlyStopTest {
    @TempDir
    Path folder;

    private final AtomicBoolean tidied = new AtomicBoolean();
    private final CountDownLatch compiling = new CountDownLatch(1);
    private final AtomicReference<Qualification> running = new AtomicReference<>();
    private final AtomicBoolean hasBegun = new AtomicBoolean();

    /** Compiles until it is told to end, and needs a while to tidy up. */
    private final ReleaseSupply slow = new ReleaseSupply() {
        @Override
        public ResolvedRelease resolve(String name) {
            return new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.MODULE, name, "the module");
        }

        @Override
        public BuiltRelease build(ResolvedRelease release, Consumer<String> progress) {
            compiling.countDown();
            try {
                Waiting.pause("an endless build", Duration.ofMinutes(10));
                throw new IllegalStateException("nobody ended it");
            } finally {
                boolean _ = Thread.interrupted();
                Waiting.pause("tidying up", Duration.ofMillis(300));
                tidied.set(true);
            }
        }
    };

    private Plan planned(List<ResolvedRelease> releases) {
        try {
            compiling.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        hasBegun.set(running.get().stop("SIGTERM", LastMoments.AFTER_SIGTERM));
        return new Planner(RealRun.CATALOG).plan(PlanRequest.of(releases, 7).withProfile("smoke"));
    }

    /** Who is told that nothing has begun ends the process at once, compilers' folders or not. */
    @Test
    void compilers_tidy_up_when_the_stop_comes_before_the_plan() {
        QualificationSpec spec = new QualificationSpec("test", folder.resolve("run"), List.of(), "bin/qualify", "test", 7,
                List.of("v2.12.15", "v2.14.5"), slow, this::planned, RealRun.CATALOG, 1, FailOn.standard(), Set.of(), true,
                Optional.empty(), false, false, QualificationSpec.DEFAULT_MAX_ARTIFACT);
        running.set(new Qualification(spec, new NothingRuns(), event -> {}));

        Matrix matrix = running.get().run();

        assertThat(hasBegun).as("what the signal's handler is told").isTrue();
        assertThat(tidied).isTrue();
        assertThat(matrix.exit()).isEqualTo(2);
        assertThat(matrix.rows()).isNotEmpty().allMatch(row -> row.result().verdict() instanceof Verdict.Skipped);
        assertThat(new RunFolder(folder.resolve("run")).file("matrix.json")).exists();
    }

    /** Leaves every cell out. */
    private static final class NothingRuns implements Site {
        @Override
        public RunFolder folder(Path out) {
            return RunFolder.create(out);
        }

        @Override
        public Runners runners(Run run) {
            return new Runners() {
                @Override
                public int limit() {
                    return 1;
                }

                @Override
                public int shrink(int crowd) {
                    return 1;
                }

                @Override
                public void run(Batch batch) {
                    batch.cells().forEach(batch.leftOut());
                }

                @Override
                public void close() {
                    // Nothing was begun.
                }
            };
        }
    }
}
