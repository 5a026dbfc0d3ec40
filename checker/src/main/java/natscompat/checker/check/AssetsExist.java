package natscompat.checker.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.checker.index.Deposed;
import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.checker.index.Streams;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Attempt;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Streams, buckets and consumers whose creation was acknowledged and that nobody may have deleted exist, with the changes
 * of their configuration that were acknowledged; streams whose deletion was acknowledged, with no creation that may have
 * landed later, do not.
 */
final class AssetsExist implements Check {
    private static final Anomaly VANISHED =
            new Anomaly("vanished", "an asset whose creation was acknowledged does not exist");
    private static final Anomaly REVIVED =
            new Anomaly("revived", "a stream whose deletion was acknowledged exists again");
    private static final Anomaly CHANGE_LOST =
            new Anomaly("change-lost", "a stream does not have a change of its configuration that was acknowledged");

    private static final double NANOS = 1e9;

    /** What happened to one asset; buckets go under the name of their stream. */
    private record Life(List<Operation> creates, List<Operation> deletes, List<Operation> looks) {
        Life() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    @Override
    public Promise promise() {
        return new Promise(
                "assets-exist",
                "A stream or consumer exists from its acknowledged creation to its deletion, and not after",
                PromiseKind.SAFETY,
                "NATS docs, JetStream Clustering: the meta group; nats-server #6888, #7668");
    }

    @Override
    public String line() {
        return "looks whether acknowledged streams, buckets and consumers exist, and deleted ones do not";
    }

    @Override
    public void look(Index index, Reds reds) {
        changes(index, reds);
        Map<String, Life> lives = lives(index);
        Deposed deposed = index.deposed();
        lives.forEach((asset, life) -> {
            boolean maybeDeleted = mayBeDeleted(deposed, life)
                    || mayBeDeleted(deposed, lives.get(Streams.ofConsumer(asset)));
            List<Operation> created = certain(deposed, life.creates());
            List<Operation> deleted = certain(deposed, life.deletes());
            if (!created.isEmpty() && !maybeDeleted) {
                exists(index, reds, asset, created.getFirst(), life.looks());
            } else if (!deleted.isEmpty()) {
                isGone(index, reds, asset, deleted.getLast(), life);
            }
        });
    }

    /** What the leader of the stream said for a minute after everything was healed: it may be late, so it has to be red twice. */
    private static void changes(Index index, Reds reds) {
        index.events(Event.AssetChanged.class).stream()
                .filter(change -> !change.kept())
                .forEach(change -> reds.add(CHANGE_LOST, "", "", Span.between(change.acknowledged(), change.at()), false,
                        () -> "a change of %s was acknowledged: %s; after the heal %s"
                                .formatted(change.asset(), change.change(), change.seen())));
    }

    private static boolean mayBeDeleted(Deposed deposed, @Nullable Life life) {
        return life != null && !life.deletes().stream().allMatch(deposed::certainlyFailed);
    }

    private static List<Operation> certain(Deposed deposed, List<Operation> all) {
        return all.stream().filter(op -> op.ok() && !deposed.doubtful(op)).toList();
    }

    private static Map<String, Life> lives(Index index) {
        Map<String, Life> lives = new LinkedHashMap<>();
        for (Operation op : index.operations()) {
            switch (op.kind()) {
                case STREAM_CREATE, CONSUMER_CREATE -> of(lives, op.asset()).creates().add(op);
                case BUCKET_CREATE -> of(lives, Streams.ofBucket(op.asset())).creates().add(op);
                case STREAM_DELETE -> of(lives, op.asset()).deletes().add(op);
                case PUBLISH, DELIVER, ACK, KV_GET, KV_LEADER_GET, KV_CREATE, KV_UPDATE, STREAM_LIST, LAST_LIST,
                        FINAL_READ, FINAL_EXISTS, MARKER -> {}
            }
        }
        for (Operation op : index.operations(OperationKind.FINAL_EXISTS)) {
            Life life = lives.containsKey(op.asset())
                    ? of(lives, op.asset())
                    : of(lives, Streams.ofBucket(op.asset()));
            if (op.ok()) {
                life.looks().add(op);
            }
        }
        return lives;
    }

    private static Life of(Map<String, Life> lives, String asset) {
        return lives.computeIfAbsent(asset, key -> new Life());
    }

    private static void exists(Index index, Reds reds, String asset, Operation created, List<Operation> looks) {
        boolean read = index.reads().found(asset);
        boolean noStream = index.reads().foundMissing(asset);
        List<Operation> missing = looks.stream().filter(AssetsExist::saysMissing).toList();
        if (missing.isEmpty() && !noStream) {
            if (looks.isEmpty() && !read && !index.replicas().consumers().containsKey(asset)) {
                reds.unproven("nobody looked whether " + asset + " exists");
            }
            return;
        }
        boolean confirmed = missing.size() == looks.size() && !read;
        long end = missing.isEmpty() ? index.end() : missing.getFirst().completed();
        Optional<Operation> unlisted = firstListWithout(index, asset, created);
        Span span = Span.between(created.completed(), unlisted.map(Operation::completed).orElse(end));
        reds.add(VANISHED, created, span, confirmed, () ->
                "%s was created (acknowledged to %s) and never deleted; %sat the end it is missing%s"
                        .formatted(asset, created.client(), unlisted.map(AssetsExist::since).orElse(""), through(missing)));
    }

    /**
     * The list after which no list has it any more: it tells in which phase, so by whose doing, it went. Whoever answers a list
     * may be behind, so one without it proves nothing while later ones have it. One that no list ever had went soon. A workload
     * lists its own streams: of consumers, and of what other workloads made, its lists say nothing.
     */
    private static Optional<Operation> firstListWithout(Index index, String asset, Operation created) {
        List<Operation> lists = Stream.of(OperationKind.STREAM_LIST, OperationKind.LAST_LIST)
                .flatMap(kind -> index.operations(kind).stream())
                .filter(Operation::ok)
                .filter(list -> created.kind() == OperationKind.STREAM_CREATE && list.workload().equals(created.workload()))
                .toList();
        long last = lists.stream()
                .filter(list -> Arrays.asList(list.value().split(" ", -1)).contains(asset))
                .mapToLong(Operation::completed)
                .max()
                .orElse(created.completed());
        return lists.stream()
                .filter(list -> list.invoked() > last)
                .min(Comparator.comparingLong(Operation::completed));
    }

    private static String since(Operation list) {
        return String.format(Locale.ROOT, "from %.3f s on no list has it, and ", list.completed() / NANOS);
    }

    private static void isGone(Index index, Reds reds, String asset, Operation deleted, Life life) {
        boolean maybeLater = life.creates().stream()
                .anyMatch(op -> !index.deposed().certainlyFailed(op)
                        && (op.completed() > deleted.invoked() || mayLandLate(op)));
        List<Operation> there = life.looks().stream()
                .filter(op -> !saysMissing(op))
                .toList();
        if (!maybeLater && life.looks().isEmpty()) {
            reds.unproven("nobody looked whether " + asset + ", which was deleted, is gone");
        }
        if (maybeLater || there.isEmpty() || deleted.completed() > index.end()) {
            return;
        }
        boolean confirmed = there.size() == life.looks().size();
        reds.add(REVIVED, deleted, Span.between(deleted.completed(), there.getFirst().completed()), confirmed, () ->
                "the deletion of %s was acknowledged to %s; at the end it exists%s"
                        .formatted(asset, deleted.client(), through(there)));
    }

    /** An attempt that timed out may take effect at any later time. */
    private static boolean mayLandLate(Operation op) {
        return op.outcome() == Outcome.INFO
                || op.attempts().stream().map(Attempt::outcome).anyMatch(o -> o == Outcome.INFO);
    }

    private static boolean saysMissing(Operation op) {
        return op.note().equals("missing");
    }

    private static String through(List<Operation> looks) {
        List<String> leaders = looks.stream()
                .map(Operation::leader)
                .filter(leader -> !leader.isEmpty())
                .distinct()
                .toList();
        return leaders.isEmpty() ? "" : " through " + String.join(", ", leaders);
    }
}
