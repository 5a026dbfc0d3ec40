package natscompat.qualification;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.time.RunClock;
import natscompat.platform.Cluster;
import org.jspecify.annotations.Nullable;

/** What is shared by everybody who works on one running cell. Thread-safe. */
final class CellContext {
    private final Cell cell;
    private final CellFolder folder;
    private final RunClock clock;
    private final HistoryWriter history;
    private final Consumer<Event> events;
    private final AtomicReference<@Nullable Cluster> cluster = new AtomicReference<>();
    private final AtomicReference<String> phase = new AtomicReference<>("starting");
    private final AtomicReference<Optional<String>> overdue = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean kept = new AtomicBoolean();
    private final AtomicReference<String> step = new AtomicReference<>("");

    CellContext(Cell cell, CellFolder folder, RunClock clock, HistoryWriter history, Consumer<Event> events) {
        this.cell = cell;
        this.folder = folder;
        this.clock = clock;
        this.history = history;
        this.events = events;
    }

    Cell cell() {
        return cell;
    }

    CellFolder folder() {
        return folder;
    }

    RunClock clock() {
        return clock;
    }

    HistoryWriter history() {
        return history;
    }

    Consumer<Event> events() {
        return events;
    }

    /** Says something that happened now. */
    void note(String text) {
        events.accept(new Event.Note(clock.nanos(), text));
    }

    void cluster(Cluster started) {
        cluster.set(started);
    }

    /** The processes that run now, by who they are: {@code server:NAME}, and what stands in their links. */
    Map<String, Long> pids() {
        Map<String, Long> pids = new TreeMap<>();
        Cluster now = cluster.get();
        if (now != null) {
            now.servers().forEach(s -> s.pid().ifPresent(pid -> pids.put("server:" + s.name(), pid)));
            now.linkProxy().ifPresent(pid -> pids.put("link-proxy", pid));
        }
        return pids;
    }

    void phase(String name) {
        phase.set(name);
    }

    String phase() {
        return phase.get();
    }

    /** It hangs; {@code why} names the step. */
    void overdue(String why) {
        overdue.set(Optional.of(why));
    }

    /** Why it was given up, if it hung. */
    Optional<String> overdue() {
        return overdue.get();
    }

    /** From now on somebody keeps the cluster for as long as he likes. */
    void keptOpen() {
        kept.set(true);
    }

    boolean isKeptOpen() {
        return kept.get();
    }

    void step(String text) {
        step.set(text);
    }

    String step() {
        return step.get();
    }
}
