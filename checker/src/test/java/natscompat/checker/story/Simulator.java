package natscompat.checker.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import natscompat.model.history.Outcome;
import natscompat.model.history.OperationKind;

/**
 * A NATS cluster as it should be, simple but with all that makes histories hard to judge: time-outs that landed and that
 * did not, retries answered as duplicates, lost deliveries, refused and overlapping compare-and-sets, stale gets. Times
 * are in milliseconds. Draws from one seed.
 */
final class Simulator {
    static final long LOAD = 70_000;
    private static final long ACK_WAIT = 8_000;
    private static final List<String> SERVERS = List.of("n1", "n2", "n3");

    private final Story story;
    private final Random random;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>(
            Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
    private long number;
    private long now;

    /** What is stored: S by sequence -> id, ids -> sequence; B by revision -> key and id, key -> revision. */
    final TreeMap<Long, String> stream = new TreeMap<>();

    private final Map<String, Long> ids = new HashMap<>();
    final TreeMap<Long, Revision> bucket = new TreeMap<>();
    private final Map<String, Long> current = new HashMap<>();
    private final Map<String, Boolean> acked = new HashMap<>();
    private final Map<String, Boolean> streams = new TreeMap<>();
    private final Map<String, Boolean> unknownStreams = new TreeMap<>();
    private final Map<String, Boolean> touched = new TreeMap<>();
    private long streamSequence;
    private long bucketRevision;

    /** What a revision of the bucket holds. */
    record Revision(String key, String id) {}

    private record Task(long at, long number, Runnable what) {}

    Simulator(Story story, long seed) {
        this.story = story;
        this.random = new Random(seed);
    }

    private void at(long when, Runnable what) {
        tasks.add(new Task(when, number++, what));
    }

    private long between(long low, long high) {
        return low + random.nextInt((int) (high - low) + 1);
    }

    private boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    void run() {
        for (String server : SERVERS) {
            for (long t = between(0, 300); t < LOAD; t += between(250, 500)) {
                long when = t;
                String id = server + "-" + t;
                at(when, () -> publish(id, server, when, when, new ArrayList<>()));
            }
            for (long t = between(400, 700); t < LOAD; t += between(400, 800)) {
                long when = t;
                String id = server + "-u" + t;
                at(when, () -> change(id, "k" + between(1, 3), server, when));
            }
        }
        for (String key : List.of("k1", "k2", "k3")) {
            at(1, () -> write(OperationKind.KV_CREATE, key, "first-" + key, 0, "n1", 2, 0));
        }
        for (long t = 100; t < LOAD; t += between(600, 1200)) {
            long when = t;
            at(when, () -> changeStreams("T" + when, when));
        }
        while (!tasks.isEmpty()) {
            Task next = tasks.remove();
            now = next.at();
            next.what().run();
        }
    }

    private void publish(String id, String server, long first, long when, List<Outcome> before) {
        long done = when + between(2, 60);
        boolean retry = !before.isEmpty();
        if (happens(0.06)) {
            boolean lands = happens(0.5);
            if (lands) {
                at(between(when, when + 2_900), () -> store(id));
            }
            List<Outcome> tries = new ArrayList<>(before);
            tries.add(Outcome.INFO);
            if (happens(0.7)) {
                at(when + 3_000, () -> publish(id, server, first, when + 3_000, tries));
            } else {
                tell(story.publish(id).by("p-" + server, server).info("timeout").at(first, when + 3_000), tries);
            }
        } else if (!retry && happens(0.03)) {
            story.publish(id).by("p-" + server, server).fail("503 No Responders").at(when, done);
        } else {
            at(between(when, done), () -> {
                boolean duplicate = ids.containsKey(id);
                long sequence = store(id);
                List<Outcome> tries = new ArrayList<>(before);
                tries.add(Outcome.OK);
                tell(story.publish(id).by("p-" + server, server).seq(sequence).note(duplicate ? "duplicate" : "")
                        .at(first, done), tries);
            });
        }
    }

    private static void tell(Op op, List<Outcome> tries) {
        if (tries.size() > 1) {
            op.tries(tries.toArray(Outcome[]::new));
        }
    }

    private long store(String id) {
        Long known = ids.get(id);
        if (known != null) {
            return known;
        }
        long sequence = ++streamSequence;
        ids.put(id, sequence);
        stream.put(sequence, id);
        long when = now + between(1, 20);
        at(when, () -> deliver(id, sequence, when, 1));
        return sequence;
    }

    private void deliver(String id, long sequence, long when, int count) {
        if (acked.containsKey(id)) {
            return;
        }
        if (happens(0.04)) {
            at(when + ACK_WAIT, () -> deliver(id, sequence, when + ACK_WAIT, count + 1));
            return;
        }
        String server = SERVERS.get(random.nextInt(3));
        story.deliver(id, sequence).count(count).by("r-" + server, server).at(when, when);
        if (happens(0.05)) {
            story.ack(id, sequence).by("r-" + server, server).info("timeout").at(when, when + 1_500);
            if (happens(0.5)) {
                acked.put(id, true);
            } else {
                at(when + ACK_WAIT, () -> deliver(id, sequence, when + ACK_WAIT, count + 1));
            }
        } else {
            acked.put(id, true);
            story.ack(id, sequence).by("r-" + server, server).at(when, when + between(1, 10));
        }
    }

    private void change(String id, String key, String server, long when) {
        long readBy = when + between(1, 10);
        at(between(when, readBy), () -> {
            long revision = current.getOrDefault(key, 0L);
            story.leaderGet(key, revision, idOf(revision))
                    .by("k-" + server, server).at(when, readBy);
            if (revision > 0) {
                write(OperationKind.KV_UPDATE, key, id, revision, server, readBy + 1, between(0, 15));
                if (happens(0.2)) {
                    staleGet(key, server, readBy + 1);
                }
            }
        });
    }

    private String idOf(long revision) {
        Revision stored = bucket.get(revision);
        return stored == null ? "" : stored.id();
    }

    private void staleGet(String key, String server, long when) {
        List<Long> revisions = bucket.entrySet().stream()
                .filter(e -> e.getValue().key().equals(key))
                .map(Map.Entry::getKey)
                .toList();
        long revision = revisions.get(Math.max(0, revisions.size() - 1 - random.nextInt(3)));
        story.op(OperationKind.KV_GET, "kv-cas", "B").key(key).value("p-" + idOf(revision)).seq(revision)
                .by("k-" + server, server).at(when);
    }

    private void write(
            OperationKind kind, String key, String id, long expected, String server, long when, long pause) {
        long done = when + pause + between(2, 40);
        boolean timeout = expected > 0 && happens(0.06);
        boolean reached = !timeout || happens(0.5);
        Runnable effect = () -> {
            boolean takes = reached && current.getOrDefault(key, 0L) == expected;
            long revision = takes ? ++bucketRevision : 0;
            if (takes) {
                bucket.put(revision, new Revision(key, id));
                current.put(key, revision);
            }
            Op op = story.op(kind, "kv-cas", "B").key(key).value("p-" + id).expecting(expected).note(id)
                    .by("k-" + server, server);
            if (timeout) {
                op.info("timeout").at(when, when + 3_000);
            } else if (takes) {
                op.seq(revision).at(when, done);
            } else {
                op.fail("wrong last sequence: [10071]").at(when, done);
            }
        };
        at(timeout ? between(when, when + 2_900) : between(when, done), effect);
    }

    private void changeStreams(String name, long when) {
        boolean delete = streams.size() > 5;
        String target = delete ? streams.keySet().iterator().next() : name;
        Op op = story.op(
                delete ? OperationKind.STREAM_DELETE : OperationKind.STREAM_CREATE, "add-remove-streams", target)
                .by("a", SERVERS.get(random.nextInt(3)));
        if (happens(0.08)) {
            op.info("timeout").at(when, when + 3_000);
            unknownStreams.put(target, true);
            streams.remove(target);
        } else {
            op.at(when, when + between(5, 80));
            if (delete) {
                streams.remove(target);
            } else {
                streams.put(target, true);
            }
        }
        touched.put(target, true);
    }

    /** Every stream that was ever touched, and whether it exists at the end. */
    Map<String, Boolean> assets() {
        Map<String, Boolean> all = new TreeMap<>();
        touched.keySet().forEach(name -> all.put(
                name, unknownStreams.containsKey(name) ? happens(0.5) : streams.containsKey(name)));
        return all;
    }
}
