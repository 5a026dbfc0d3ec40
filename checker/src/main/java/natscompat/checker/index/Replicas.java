package natscompat.checker.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.model.history.Event;

/** The last round of what each server says it stores (jsz). Immutable once made. */
public final class Replicas {
    private final Map<String, List<Event.Replica>> byStream = new LinkedHashMap<>();
    private final Map<String, List<Event.ConsumerReplica>> byConsumer = new LinkedHashMap<>();
    private final Set<String> heard = new LinkedHashSet<>();

    Replicas(List<Event> events) {
        long last = events.stream()
                .filter(Event.Replica.class::isInstance)
                .mapToLong(Event::at)
                .max()
                .orElse(-1);
        long lastConsumers = events.stream()
                .filter(Event.ConsumerReplica.class::isInstance)
                .mapToLong(Event::at)
                .max()
                .orElse(-1);
        for (Event event : events) {
            if (event instanceof Event.Replica r && r.at() == last) {
                heard.add(r.server());
                byStream.computeIfAbsent(r.stream(), key -> new ArrayList<>()).add(r);
            } else if (event instanceof Event.ConsumerReplica c && c.at() == lastConsumers) {
                byConsumer.computeIfAbsent(c.stream() + "/" + c.consumer(), key -> new ArrayList<>())
                        .add(c);
            }
        }
    }

    /** The replicas of each stream. */
    public Map<String, List<Event.Replica>> streams() {
        return byStream;
    }

    /** The replicas of each consumer, by {@code stream/consumer}. */
    public Map<String, List<Event.ConsumerReplica>> consumers() {
        return byConsumer;
    }

    /** The servers that store the stream. */
    public List<String> servers(String stream) {
        return byStream.getOrDefault(stream, List.of()).stream()
                .map(Event.Replica::server)
                .distinct()
                .toList();
    }

    /** The servers that told of at least one stream. */
    public Set<String> heard() {
        return heard;
    }
}
