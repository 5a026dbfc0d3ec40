package natscompat.qualification.head;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.CellFolder;
import natscompat.model.time.Waiting;
import natscompat.qualification.CellRun;
import natscompat.qualification.Judging;
import natscompat.qualification.Runners;
import natscompat.qualification.Site;
import org.jspecify.annotations.Nullable;

/** Has each batch run by a job of runners, and judges what they bring. One batch at a time. */
final class JobRunners implements Runners {
    private static final Duration POLL = Duration.ofMillis(200);
    /** The API server is asked no more often than this. */
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** Longer than a runner's pod takes to be replaced where that is possible at all. */
    private static final Duration SILENCE = Duration.ofMinutes(10);
    /** A heartbeat comes once a second. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(30);
    /** Evidence is read into memory, and that of the head's pod is small. */
    private static final int JUDGES = 2;
    /** Cells that run when the stop sign goes up settle, read back and dump; that took up to 90 s. */
    private static final Duration LAST_CELLS = Duration.ofMinutes(5);
    /** An image is pulled within this, and a small cluster has room again. */
    private static final Duration FIRST_RUNNER = Duration.ofMinutes(15);
    private static final Duration TELL_OBSTACLE = Duration.ofSeconds(30);

    private final Site.Run run;
    private final Desk desk;
    private final RunnerPods pods;
    private final Path parts;
    private final AtomicInteger limit;
    /** Whether this batch made it smaller: a job keeps the parallelism that it began with. */
    private final AtomicBoolean shrunk = new AtomicBoolean();
    private final Lacks lacks;
    private final AtomicReference<@Nullable FailureException> trouble = new AtomicReference<>();
    private final Judging judging;
    private final Semaphore judges = new Semaphore(JUDGES);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private int batches;

    JobRunners(Site.Run run, Desk desk, RunnerPods pods, Path parts, Lacks lacks) {
        this.run = run;
        this.desk = desk;
        this.pods = pods;
        this.parts = parts;
        this.lacks = lacks;
        this.judging = new Judging(run.spec().catalog());
        this.limit = new AtomicInteger(run.spec().parallel());
    }

    @Override
    public int limit() {
        return limit.get();
    }

    @Override
    public int shrink(int crowd) {
        return shrunk.compareAndSet(false, true)
                ? limit.updateAndGet(now -> Math.max(1, Math.min(now, crowd) - 1))
                : limit.get();
    }

    @Override
    public void run(Batch batch) {
        List<Cell> cells = new ArrayList<>(batch.cells());
        cells.sort(Comparator.comparing(Cell::forecast).reversed().thenComparingInt(Cell::number));
        String name = RunNames.batch(run.spec().runId(), batches++, cells);
        desk.open(name, batch.why(), cells, cell -> !run.stop().up() && batch.fits().test(cell));
        List<Future<?>> judging = new ArrayList<>();
        if (!desk.settled() && !run.stop().up()) {
            shrunk.set(false);
            try (RunnerPods.Started job = pods.start(name, cells.size(), Math.min(batch.most(), limit.get()))) {
                watch(batch, job, judging);
            }
        }
        desk.leaveOutTheRest();
        desk.loseTheRest("the run was stopped, and its runner did not come to an end");
        take(batch, judging);
        judging.forEach(JobRunners::await);
    }

    private void watch(Batch batch, RunnerPods.Started job, List<Future<?>> judging) {
        Obstacle obstacle = new Obstacle();
        long stopped = 0;
        long looked = System.nanoTime() - LOOK.toNanos();
        while (!desk.settled()) {
            Waiting.pause("runners to bring their cells", POLL);
            take(batch, judging);
            if (System.nanoTime() - looked >= LOOK.toNanos()) {
                looked = System.nanoTime();
                job.lost().forEach(desk::lost);
                desk.loseSilent(SILENCE);
                obstacle.look(job);
            }
            if (run.stop().up()) {
                desk.leaveOutTheRest();
                stopped = stopped == 0 ? System.nanoTime() : stopped;
                if (System.nanoTime() - stopped > LAST_CELLS.toNanos()) {
                    return;
                }
            }
        }
    }

    /** Nobody has a cell although cells wait: said after a while, and after a long while the run ends. */
    private final class Obstacle {
        private long since = System.nanoTime();
        private String told = "";

        void look(RunnerPods.Started job) {
            if (desk.busy(SIGN_OF_LIFE)) {
                since = System.nanoTime();
                return;
            }
            Duration idle = Duration.ofNanos(System.nanoTime() - since);
            if (idle.compareTo(TELL_OBSTACLE) < 0) {
                return;
            }
            String why = job.obstacle().orElse("no runner has claimed its cell");
            if (!why.equals(told)) {
                told = why;
                run.listener().on(new RunEvent.Note("no cell begins: " + why));
            }
            if (idle.compareTo(FIRST_RUNNER) > 0) {
                String tooLong = "no cell began for " + FIRST_RUNNER.toMinutes() + " min: " + why;
                trouble.compareAndSet(null, Failure.environment("run cells", tooLong,
                        "Give the namespace what its pods lack, then run it again."));
                run.stop().raise(tooLong);
            }
        }
    }

    private void take(Batch batch, List<Future<?>> judging) {
        for (Optional<Desk.Outcome> next = desk.next(); next.isPresent(); next = desk.next()) {
            switch (next.get()) {
                case Desk.Outcome.Delivered d -> judging.add(judge(batch, d.folder()));
                case Desk.Outcome.Lost l -> judging.add(judge(batch, lost(l)));
                case Desk.Outcome.LeftOut l -> batch.leftOut().accept(l.cell());
            }
        }
    }

    private Future<?> judge(Batch batch, CellFolder folder) {
        return threads.submit(() -> {
            judges.acquire();
            try {
                CellRun judged = judging.judged(folder);
                if (judged.lacked().isPresent()) {
                    lacks.note(judged.cell().number(), judged.lacked().get());
                }
                judged.judgement().crashed().ifPresent(why -> lacks.crashed(judged.cell().number()));
                batch.ran().accept(judged);
            } finally {
                judges.release();
            }
            return folder;
        });
    }

    private CellFolder lost(Desk.Outcome.Lost lost) {
        try {
            return LostCell.write(run.folder(), lost.cell(), lost.why(), parts);
        } catch (IOException e) {
            throw Failure.environment("write down that cell " + lost.cell().number() + " was lost", String.valueOf(e),
                    "See that there is room on the volume of the head.").causedBy(e);
        }
    }

    /** A cell that cannot be judged ends the run: nothing green may come of it. */
    private static void await(Future<?> judged) {
        try {
            judged.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw Failure.environment("read what a runner brought", String.valueOf(e.getCause()),
                    "See that there is room on the volume of the head.").causedBy(e);
        }
    }

    @Override
    public Optional<FailureException> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    @Override
    public Optional<Failure> lacking() {
        return lacks.only();
    }

    @Override
    public void close() {
        desk.close();
        threads.shutdownNow();
    }
}
