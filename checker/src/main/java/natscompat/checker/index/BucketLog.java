package natscompat.checker.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import org.jspecify.annotations.Nullable;

/**
 * A bucket by its revisions: what was written to each key, what is stored, and who wrote it. Where a key keeps only
 * its newest revisions, an old one may rightly be gone. Immutable once made.
 */
public final class BucketLog {
    /** A write that timed out was seen to land 10 s later (SEMANTICS.md 5). */
    private static final long LANDS_LATE = 10 * Span.SECOND;

    private final String bucket;
    private final List<ReadLog> reads;
    private final Map<String, List<Operation>> writes = new LinkedHashMap<>();
    private final Map<String, NavigableMap<Long, Operation>> stored = new HashMap<>();
    private final Map<String, NavigableMap<Long, Operation>> acked = new HashMap<>();
    private final Map<String, Operation> byPayload = new HashMap<>();
    private final Set<Long> resolved = new HashSet<>();
    /** Writes of which nobody knows whether they took effect. */
    private final Set<Long> unknown = new HashSet<>();
    private final List<Map<String, Integer>> kept = new ArrayList<>();
    private final long depth;

    private BucketLog(String bucket, Index index) {
        this.bucket = bucket;
        this.reads = index.reads().complete(Streams.ofBucket(bucket));
        for (Operation op : index.operations(OperationKind.KV_CREATE, OperationKind.KV_UPDATE)) {
            if (op.asset().equals(bucket)) {
                writes.computeIfAbsent(op.key(), key -> new ArrayList<>()).add(op);
                byPayload.put(op.key() + "\n" + op.value(), op);
                if (!op.ok() && !index.deposed().certainlyFailed(op)) {
                    unknown.add(op.id());
                }
                if (op.ok()) {
                    acked.computeIfAbsent(op.key(), key -> new TreeMap<>()).putIfAbsent(op.sequence(), op);
                }
            }
        }
        for (ReadLog read : reads) {
            Map<String, Integer> counts = new HashMap<>();
            for (Operation entry : read.messages().values()) {
                String key = Streams.keyOf(entry.note());
                counts.merge(key, 1, Integer::sum);
                stored.computeIfAbsent(key, name -> new TreeMap<>()).putIfAbsent(entry.sequence(), entry);
                Operation writer = byPayload.get(key + "\n" + entry.value());
                if (writer != null) {
                    resolved.add(writer.id());
                }
            }
            kept.add(counts);
        }
        depth = depth(index);
    }

    /** The buckets that somebody wrote to. */
    public static List<BucketLog> all(Index index) {
        return index.operations(OperationKind.KV_CREATE, OperationKind.KV_UPDATE).stream()
                .map(Operation::asset)
                .distinct()
                .map(bucket -> new BucketLog(bucket, index))
                .toList();
    }

    /** As stated when the bucket was made; without a statement it keeps everything. */
    private long depth(Index index) {
        return index.operations(OperationKind.BUCKET_CREATE).stream()
                .filter(op -> op.asset().equals(bucket) && op.count() > 0)
                .mapToLong(Operation::count)
                .max()
                .orElse(Long.MAX_VALUE);
    }

    /** Its name. */
    public String bucket() {
        return bucket;
    }

    /** The complete final reads. */
    public List<ReadLog> reads() {
        return reads;
    }

    /** Creates and updates by key, in the order of completion. */
    public Map<String, List<Operation>> writes() {
        return writes;
    }

    /** Whether one read may rightly lack a revision of a key: it is older than all that the key keeps. */
    public boolean mayBeGone(int read, String key, long revision) {
        NavigableMap<Long, Operation> entries = stored.getOrDefault(key, new TreeMap<>());
        int count = kept.get(read).getOrDefault(key, 0);
        return count > 0 && count >= depth && revision < entries.firstKey();
    }

    /** Whether the key's stored revisions begin after that one, so that nobody knows what lay between. */
    public boolean forgotten(String key, long revision) {
        NavigableMap<Long, Operation> entries = stored.get(key);
        return depth < Long.MAX_VALUE && (entries == null || entries.isEmpty() || revision < entries.firstKey());
    }

    /** The next revision of a key that is stored or was acknowledged. */
    public Optional<Long> after(String key, long revision) {
        return smaller(higher(stored.get(key), revision), higher(acked.get(key), revision));
    }

    /** The last revision of a key before that one that is stored or was acknowledged; 0 for none. */
    public long before(String key, long revision) {
        return Math.max(lower(stored.get(key), revision), lower(acked.get(key), revision));
    }

    /** Whether a revision of a key is stored or was acknowledged. */
    public boolean knows(String key, long revision) {
        return stored.getOrDefault(key, new TreeMap<>()).containsKey(revision)
                || acked.getOrDefault(key, new TreeMap<>()).containsKey(revision);
    }

    /** Who wrote a revision: by its acknowledgement, else by the payload that is stored. */
    public Optional<Operation> writer(String key, long revision) {
        Operation told = acked.getOrDefault(key, new TreeMap<>()).get(revision);
        if (told != null) {
            return Optional.of(told);
        }
        Operation entry = stored.getOrDefault(key, new TreeMap<>()).get(revision);
        return entry == null ? Optional.empty() : Optional.ofNullable(byPayload.get(key + "\n" + entry.value()));
    }

    /** The stored revisions of a key that have this payload. */
    public List<Operation> storedAs(Operation write) {
        if (!resolved.contains(write.id())) {
            return List.of();
        }
        return stored.getOrDefault(write.key(), new TreeMap<>()).values().stream()
                .filter(entry -> entry.value().equals(write.value()))
                .toList();
    }

    /** Whether some final read has that write's payload at that revision of its key. */
    public boolean stores(Operation write, long revision) {
        Operation entry = stored.getOrDefault(write.key(), new TreeMap<>()).get(revision);
        return entry != null && entry.value().equals(write.value());
    }

    /** Whether some final read has that revision of a key. */
    public boolean stores(String key, long revision) {
        return stored.getOrDefault(key, new TreeMap<>()).containsKey(revision);
    }

    /**
     * Whether another write of unknown outcome on the same revision may have been under way when this one was refused: its
     * leader had taken it, and it may have died with that leader.
     */
    public boolean maybeInFlight(Operation refused) {
        return writes.getOrDefault(refused.key(), List.of()).stream()
                .anyMatch(w -> unknown.contains(w.id())
                        && w.id() != refused.id()
                        && w.expected() == refused.expected()
                        && w.invoked() <= refused.completed()
                        && w.completed() + LANDS_LATE >= refused.invoked());
    }

    /** Whether a write of unknown outcome may have taken effect on a key before a moment, and nobody can tell. */
    public boolean maybeWritten(String key, long revision, long before) {
        return forgotten(key, revision)
                && writes.getOrDefault(key, List.of()).stream()
                        .anyMatch(w -> unknown.contains(w.id())
                                && w.invoked() <= before
                                && !resolved.contains(w.id()));
    }

    private static long higher(@Nullable NavigableMap<Long, Operation> map, long revision) {
        Long found = map == null ? null : map.higherKey(revision);
        return found == null ? Long.MAX_VALUE : found;
    }

    private static long lower(@Nullable NavigableMap<Long, Operation> map, long revision) {
        Long found = map == null ? null : map.lowerKey(revision);
        return found == null ? 0 : found;
    }

    private static Optional<Long> smaller(long one, long other) {
        long least = Math.min(one, other);
        return least == Long.MAX_VALUE ? Optional.empty() : Optional.of(least);
    }
}
