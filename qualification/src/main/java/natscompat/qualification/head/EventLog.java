package natscompat.qualification.head;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import natscompat.model.event.RunEvent;
import natscompat.model.rundir.Json;
import natscompat.model.time.Waiting;

/**
 * All that a run has told so far, on disk and numbered, so that whoever attaches hears it from the beginning. Where running
 * cells are just now is not history: of that only the last word is kept, in memory. Thread-safe.
 */
final class EventLog implements RunEvent.Listener, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(25);
    /** A page holds one event at least, and no further one beyond this size. */
    private static final int PAGE_BYTES = 1 << 20;

    private final RandomAccessFile file;
    private final List<Long> ends = new ArrayList<>();
    private final Map<Integer, RunEvent.CellProgress> progress = new ConcurrentSkipListMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    /**
     * One event.
     *
     * @param number from 0
     * @param at wall time of the head
     */
    record Told(long number, Instant at, RunEvent event) {}

    private EventLog(RandomAccessFile file) {
        this.file = file;
    }

    /** Goes on where the file ends; a half-written last line goes. */
    static EventLog open(Path path) throws IOException {
        EventLog log = new EventLog(new RandomAccessFile(path.toFile(), "rw"));
        long end = 0;
        for (String line = log.file.readLine(); line != null; line = log.file.readLine()) {
            end = log.file.getFilePointer();
            log.ends.add(end);
        }
        if (end > 0) {
            log.file.seek(end - 1);
            if (log.file.read() != '\n') {
                log.ends.removeLast();
                log.file.setLength(log.end());
            }
        }
        return log;
    }

    private long end() {
        return ends.isEmpty() ? 0 : ends.getLast();
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.CellProgress e -> progress.put(e.cell(), e);
            case RunEvent.CellStarted e -> {
                progress.remove(e.cell().number());
                append(event);
            }
            case RunEvent.CellJudged e -> {
                progress.remove(e.cell().number());
                append(event);
            }
            case RunEvent.RunEnded e -> {
                progress.clear();
                append(event);
            }
            case RunEvent.RunStarted e -> append(event);
            case RunEvent.Resolved e -> append(event);
            case RunEvent.BuildStarted e -> append(event);
            case RunEvent.BuildEnded e -> append(event);
            case RunEvent.Planned e -> append(event);
            case RunEvent.CellNotAttempted e -> append(event);
            case RunEvent.Note e -> append(event);
            case RunEvent.Trouble e -> append(event);
        }
    }

    private void append(RunEvent event) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            String line = Json.line(new Told(ends.size(), Instant.now(), event)) + "\n";
            file.seek(end());
            file.write(line.getBytes(StandardCharsets.UTF_8));
            ends.add(file.getFilePointer());
        } catch (IOException e) {
            throw new UncheckedIOException("write down what the run tells", e);
        } finally {
            lock.unlock();
        }
    }

    /** Number of events so far. */
    long size() {
        lock.lock();
        try {
            return ends.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is an event of that number, or until the limit is over. */
    void await(long number, Duration limit) {
        Waiting.reached("news of the run", limit, POLL, () -> size() > number);
    }

    /** Events from that number on, as many as fit into a page. */
    List<Told> from(long number) throws IOException {
        List<Told> page = new ArrayList<>();
        lock.lock();
        try {
            long begin = number == 0 ? 0 : ends.get((int) Math.min(number, ends.size()) - 1);
            int next = (int) number;
            while (next < ends.size() && (page.isEmpty() || ends.get(next) - begin <= PAGE_BYTES)) {
                page.add(read(next));
                next++;
            }
        } finally {
            lock.unlock();
        }
        return page;
    }

    private Told read(int number) throws IOException {
        long begin = number == 0 ? 0 : ends.get(number - 1);
        byte[] line = new byte[(int) (ends.get(number) - begin)];
        file.seek(begin);
        file.readFully(line);
        return Json.mapper().readValue(line, Told.class);
    }

    /** Whether such an event was told already. */
    boolean told(Predicate<RunEvent> wanted) throws IOException {
        for (long next = 0; next < size(); ) {
            List<Told> page = from(next);
            if (page.stream().map(Told::event).anyMatch(wanted)) {
                return true;
            }
            next += page.size();
        }
        return false;
    }

    /** Where the running cells are. */
    List<RunEvent.CellProgress> now() {
        return List.copyOf(progress.values());
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            file.close();
        } finally {
            lock.unlock();
        }
    }
}
