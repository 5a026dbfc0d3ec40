package natscompat.workloads.support;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Messages whose way is not finished: published for certain, delivered, acknowledged for certain. The three are learnt in
 * any order. Thread-safe.
 */
final class Outstanding {
    private enum Part {
        PUBLISHED,
        DELIVERED,
        CONFIRMED
    }

    private static final Set<Part> ALL = EnumSet.allOf(Part.class);

    private final Map<String, Set<Part>> messages = new ConcurrentHashMap<>();

    void published(String id) {
        add(id, Part.PUBLISHED);
    }

    void delivered(String id) {
        add(id, Part.DELIVERED);
    }

    void confirmed(String id) {
        add(id, Part.CONFIRMED);
    }

    @SuppressWarnings("NullAway") // compute removes an entry by null: a finished message needs no memory
    private void add(String id, Part part) {
        messages.compute(id, (key, before) -> {
            Set<Part> parts = before == null ? EnumSet.noneOf(Part.class) : EnumSet.copyOf(before);
            parts.add(part);
            return parts.equals(ALL) ? null : parts;
        });
    }

    /** Messages published for certain that are not finished. */
    long count() {
        return messages.values().stream().filter(parts -> parts.contains(Part.PUBLISHED)).count();
    }

    /** Messages published for certain that nobody got. */
    long undelivered() {
        return messages.values().stream()
                .filter(parts -> parts.contains(Part.PUBLISHED) && !parts.contains(Part.DELIVERED))
                .count();
    }

    /** Whether this message was published for certain and is not finished. */
    boolean contains(String id) {
        return messages.getOrDefault(id, Set.of()).contains(Part.PUBLISHED);
    }
}
