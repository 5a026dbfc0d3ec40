package natscompat.qualification.head;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.IntSupplier;
import natscompat.model.event.RunEvent;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.EventWriter;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.rundir.RunFolder;

/** Runners that claim, pretend and deliver over real HTTP, without a server of NATS. Thread-safe. */
final class MadeUpRunners implements RunnerPods {
    /** Cells that were run, by number, in the order of their delivery. */
    final List<Integer> ran = new CopyOnWriteArrayList<>();
    /** Batches that were asked for. */
    final List<String> batches = new CopyOnWriteArrayList<>();

    private final IntSupplier port;
    private final Path room;
    private final Behaviour behaviour;
    private final Function<Cell, String> outcome;

    /** What a runner does with its cell. */
    @FunctionalInterface
    interface Behaviour {
        /** Whether it delivers; otherwise its index is lost. */
        boolean runs(Cell cell, Runnable tellProgress);
    }

    MadeUpRunners(IntSupplier port, Path room, Behaviour behaviour) {
        this(port, room, behaviour, cell -> "completed");
    }

    MadeUpRunners(IntSupplier port, Path room, Behaviour behaviour, Function<Cell, String> outcome) {
        this.port = port;
        this.room = room;
        this.behaviour = behaviour;
        this.outcome = outcome;
    }

    @Override
    public Started start(String batch, int count, int sideBySide) {
        batches.add(batch);
        ExecutorService threads = Executors.newFixedThreadPool(sideBySide, Thread.ofVirtual().factory());
        Map<Integer, String> lost = new ConcurrentHashMap<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            threads.submit(() -> {
                if (!run(batch, index)) {
                    lost.put(index, "pod-" + index + " was killed four times");
                }
            });
        }
        return new Started() {
            @Override
            public Map<Integer, String> lost() {
                return Map.copyOf(lost);
            }

            @Override
            public Optional<String> obstacle() {
                return Optional.empty();
            }

            @Override
            public void close() {
                threads.shutdownNow();
            }
        };
    }

    /** One runner, from its claim to its end. */
    boolean run(String batch, int index) {
        Way way = Way.to(URI.create("http://127.0.0.1:" + port.getAsInt()));
        try (RunnerClient head = new RunnerClient(way, Orders.TOKEN, notice -> {})) {
            Optional<Work> work = head.claim(new Claim(batch, index, "pod-" + index));
            if (work.isEmpty()) {
                return true;
            }
            Cell cell = work.get().cell();
            if (!behaviour.runs(cell, () -> tell(head, work.get()))) {
                return false;
            }
            head.deliver(work.get(), folder(cell));
            ran.add(cell.number());
            return true;
        }
    }

    private static void tell(RunnerClient head, Work work) {
        try {
            head.pulse(new Pulse(work.cell().number(), work.attempt(), List.of(new RunEvent.CellProgress(
                    work.cell().number(), Duration.ofSeconds(3), "half way", "dwell", "", 42))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CellFolder folder(Cell cell) {
        try {
            CellFolder made = RunFolder.continued(Files.createTempDirectory(room, "runner")).create(cell);
            try (EventWriter events = made.eventWriter();
                    HistoryWriter _ = made.historyWriter()) {
                events.write(new Event.CellBegan(0, Instant.now(), cell.number()));
                events.write(new Event.CellEnded(5_000_000_000L, outcome.apply(cell)));
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
