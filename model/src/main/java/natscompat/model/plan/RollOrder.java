package natscompat.model.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** With which server a roll begins. A roll is one way through the servers that change, and takes each of them once. */
public enum RollOrder {
    /** The highest ordinal; the meta leader is moved to the server that is rolled last. */
    @JsonProperty("highest-first")
    HIGHEST_FIRST,
    /** The server that leads the meta group when the roll begins; then the others, the highest ordinal first. */
    @JsonProperty("leader-first")
    LEADER_FIRST;

    /** As people type it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(RollOrder::word).toList();
    }
}
