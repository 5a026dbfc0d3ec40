package natscompat.model.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which release each server of a cluster runs.
 *
 * @param releases names of releases, by ordinal
 */
public record Mix(@JsonValue List<String> releases) {
    /** Copies the list. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Mix {
        releases = List.copyOf(releases);
    }

    /** Every server on one release. */
    public static Mix all(String release, int servers) {
        return new Mix(IntStream.range(0, servers).mapToObj(i -> release).toList());
    }

    /** The release of one server. */
    public String release(int ordinal) {
        return releases.get(ordinal);
    }

    /** How many servers there are. */
    public int size() {
        return releases.size();
    }

    /** This mix with one server on another release. */
    public Mix with(int ordinal, String release) {
        List<String> changed = new ArrayList<>(releases);
        changed.set(ordinal, release);
        return new Mix(changed);
    }

    /** The ordinals that run this release. */
    public List<Integer> ordinals(String release) {
        return IntStream.range(0, releases.size())
                .filter(i -> releases.get(i).equals(release))
                .boxed()
                .toList();
    }

    /** Whether more than one release runs. */
    public boolean mixed() {
        return releases.stream().distinct().count() > 1;
    }

    /** As people read it: {@code 2 x v2.12.15 + 1 x v2.14.5}. */
    @Override
    public String toString() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        releases.forEach(r -> counts.merge(r, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(e -> e.getValue() + " x " + e.getKey())
                .collect(Collectors.joining(" + "));
    }
}
