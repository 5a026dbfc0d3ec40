package natscompat.qualification.head;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.model.event.RunEvent;
import natscompat.model.time.Waiting;
import natscompat.qualification.StopSign;

/**
 * Tells the head about once a second where the cell is, and hears whether to go on. A head that is away hears the notes
 * later, and of the progress only the newest. Thread-safe.
 */
final class Heartbeat implements RunEvent.Listener, AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final RunnerClient head;
    private final Work work;
    private final StopSign stop;
    private final Queue<RunEvent> notes = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Optional<RunEvent>> progress = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean late = new AtomicBoolean();
    private final Thread thread;

    /** Begins to beat. */
    Heartbeat(RunnerClient head, Work work, StopSign stop) {
        this.head = head;
        this.work = work;
        this.stop = stop;
        thread = Thread.ofVirtual().name("heartbeat").start(this::beat);
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.CellProgress) {
            progress.set(Optional.of(event));
        } else if (event instanceof RunEvent.Note || event instanceof RunEvent.Trouble) {
            notes.add(event);
        }
        // What else there is, the head knows: it gave the cell and judges it.
    }

    /** Whether somebody else has the cell by now. */
    boolean late() {
        return late.get();
    }

    private void beat() {
        try {
            while (true) {
                once();
                Waiting.pause("the next heartbeat", INTERVAL);
            }
        } catch (Waiting.Interrupted e) {
            // close() ends it.
        }
    }

    private void once() {
        List<RunEvent> events = new ArrayList<>(notes);
        progress.getAndSet(Optional.empty()).ifPresent(events::add);
        try {
            Pulse.Reply reply = head.pulse(new Pulse(work.cell().number(), work.attempt(), events));
            for (RunEvent told : events) {
                notes.remove(told);
            }
            if (reply.late()) {
                late.set(true);
                stop.raise("another attempt has this cell, or nobody needs it any more");
            } else if (!reply.stop().isEmpty()) {
                stop.raise(reply.stop());
            }
        } catch (IOException e) {
            // The head is away; the cell goes on without it.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
