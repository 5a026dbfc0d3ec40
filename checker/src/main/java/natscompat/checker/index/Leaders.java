package natscompat.checker.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Who led what. Between the end of a leader's process and the news of the next leader an asset is {@code changing}: what
 * happens there counts for no direction (SEMANTICS.md 1). Immutable once made.
 */
public final class Leaders {
    /** The news of the next leader comes late by this much, by advisory, poll or verified move. */
    private static final long NEWS = Span.SECOND;

    private final Map<String, TreeMap<Long, Reign>> byAsset = new HashMap<>();
    private final long end;

    /**
     * One server leading one asset.
     *
     * @param asset {@code meta}, {@code stream:NAME} or {@code consumer:STREAM/NAME}
     * @param release of that server then
     */
    public record Reign(String asset, String server, String release, Span span) {}

    Leaders(List<Event> events, Timeline timeline, long end) {
        this.end = end;
        Map<String, Event.Leader> now = new HashMap<>();
        for (Event event : events) {
            switch (event) {
                case Event.Leader l -> {
                    Event.Leader before = now.get(l.asset());
                    if (before == null || !before.server().equals(l.server())) {
                        close(before, l.at(), timeline);
                        now.put(l.asset(), l);
                    }
                }
                case Event.ServerEnded e -> List.copyOf(now.values()).stream()
                        .filter(l -> l.server().equals(e.server()))
                        .forEach(l -> {
                            close(l, e.at(), timeline);
                            now.remove(l.asset());
                        });
                default -> {}
            }
        }
        now.values().forEach(l -> close(l, end, timeline));
    }

    private void close(Event.@Nullable Leader leader, long to, Timeline timeline) {
        if (leader == null || leader.server().isEmpty()) {
            return;
        }
        String release = leader.release().isEmpty()
                ? timeline.releaseAt(leader.server(), leader.at())
                : leader.release();
        byAsset.computeIfAbsent(leader.asset(), key -> new TreeMap<>())
                .put(leader.at(), new Reign(
                        leader.asset(), leader.server(), release, Span.between(leader.at(), to)));
    }

    /** Who led the asset during the whole span; empty when it was changing, or about to, or nobody knows. */
    public Optional<Reign> during(String asset, Span span) {
        TreeMap<Long, Reign> reigns = byAsset.get(asset);
        if (reigns == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(reigns.floorEntry(span.from()))
                .map(Map.Entry::getValue)
                .filter(r -> r.span().holds(span))
                .filter(r -> r.span().to() == end || span.to() <= r.span().to() - NEWS);
    }

    /** Whether some server of that release led the asset at some moment of the span. */
    public boolean led(String asset, String release, Span span) {
        return byAsset.getOrDefault(asset, new TreeMap<>()).values().stream()
                .anyMatch(r -> r.release().equals(release) && r.span().overlaps(span));
    }

    /** Every reign over a stream or consumer that overlaps the span. */
    public List<Reign> of(Span span) {
        List<Reign> all = new ArrayList<>();
        byAsset.forEach((asset, reigns) -> {
            if (!asset.equals("meta")) {
                reigns.values().stream().filter(r -> r.span().overlaps(span)).forEach(all::add);
            }
        });
        return all;
    }

    /**
     * The asset whose leader has to do with an operation; empty where any replica may answer, or after the load.
     */
    public static Optional<String> assetOf(Operation op) {
        return switch (op.kind()) {
            case PUBLISH -> Optional.of("stream:" + op.asset());
            case KV_LEADER_GET, KV_CREATE, KV_UPDATE -> Optional.of("stream:" + Streams.ofBucket(op.asset()));
            case DELIVER, ACK -> Optional.of("consumer:" + op.asset());
            case STREAM_CREATE, STREAM_DELETE, STREAM_LIST, CONSUMER_CREATE, BUCKET_CREATE -> Optional.of("meta");
            case KV_GET, LAST_LIST, FINAL_READ, FINAL_EXISTS, MARKER -> Optional.empty();
        };
    }
}
