package natscompat.qualification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import natscompat.mayhem.canary.CanaryTarget;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import natscompat.workloads.Workload;

/**
 * The workloads of one cell, side by side. A workload that throws is recorded and stops no other one. Used by the
 * thread of the cell.
 */
final class Load implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private final List<Workload> workloads;
    private final Consumer<Event> events;
    private final RunClock clock;
    private final AtomicBoolean stop;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Workload> failed = new CopyOnWriteArrayList<>();

    Load(List<Workload> workloads, AtomicBoolean stop, Consumer<Event> events, RunClock clock) {
        this.workloads = List.copyOf(workloads);
        this.stop = stop;
        this.events = events;
        this.clock = clock;
    }

    /** Prepares all workloads side by side, then lets them run. */
    void start() {
        each("prepare", Workload::prepare);
        for (Workload workload : running()) {
            threads.add(Thread.ofVirtual()
                    .name("workload-" + workload.type().name())
                    .start(() -> guarded("run", workload, Workload::run)));
        }
    }

    void onMix(Mix mix) {
        running().forEach(w -> guarded("onMix", w, workload -> workload.onMix(mix)));
    }

    /** A phase ends; each workload takes its last look, side by side. */
    void onPhaseEnd(BooleanSupplier inVain) {
        each("onPhaseEnd", workload -> workload.onPhaseEnd(inVain));
    }

    /** Asks the workloads to come to an end and waits until they have drained. */
    void stop() {
        stop.set(true);
        boolean ended = Waiting.reached("the workloads to drain", DRAIN, POLL,
                () -> threads.stream().noneMatch(Thread::isAlive));
        if (!ended) {
            events.accept(new Event.WorkloadFailed(clock.nanos(), "all",
                    "still running " + DRAIN.toSeconds() + " s after they were told to stop"));
            threads.forEach(Thread::interrupt);
        }
    }

    /** Each workload writes its markers and closes its load connections. */
    void settle() {
        each("settle", Workload::settle);
    }

    /** The workloads that run, by name. */
    Set<String> names() {
        return running().stream().map(w -> w.type().name()).collect(Collectors.toSet());
    }

    /**
     * These workloads read their assets back through the leader, side by side.
     *
     * @return those to which another server answered
     */
    Set<String> readBack(String leader, Set<String> which) {
        Set<String> strayed = ConcurrentHashMap.newKeySet();
        each("readBack", w -> {
            if (which.contains(w.type().name()) && !w.readBack(leader)) {
                strayed.add(w.type().name());
            }
        });
        return strayed;
    }

    /** Streams whose leaders are moved. */
    List<String> streams() {
        return running().stream().flatMap(w -> w.streams().stream()).toList();
    }

    /** Consumers whose leaders are moved, as stream/consumer. */
    List<String> consumers() {
        return running().stream().flatMap(w -> w.consumers().stream()).toList();
    }

    /** The running workloads as a canary sees them. */
    List<CanaryTarget> targets() {
        return running().stream()
                .map(w -> new CanaryTarget(w.type().name(), w.streams(), w.consumers()))
                .toList();
    }

    private List<Workload> running() {
        return workloads.stream().filter(w -> !failed.contains(w)).toList();
    }

    private void each(String what, Consumer<Workload> action) {
        List<Thread> side = running().stream()
                .map(w -> Thread.ofVirtual()
                        .name(what + "-" + w.type().name())
                        .start(() -> guarded(what, w, action)))
                .toList();
        for (Thread thread : side) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                side.forEach(Thread::interrupt);
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void guarded(String what, Workload workload, Consumer<Workload> action) {
        try {
            action.accept(workload);
        } catch (RuntimeException e) {
            failed.add(workload);
            events.accept(new Event.WorkloadFailed(clock.nanos(), workload.type().name(), what + ": " + e));
        }
    }

    @Override
    public void close() {
        stop.set(true);
        threads.forEach(Thread::interrupt);
        workloads.forEach(Workload::close);
    }
}
