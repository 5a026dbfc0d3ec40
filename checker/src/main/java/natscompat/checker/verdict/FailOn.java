package natscompat.checker.verdict;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What {@code --fail-on} asks about: a cell broken in one of these ways ends the run with 1. */
public enum FailOn {
    /** Broken in the new release. */
    NEW,
    /** Broken by the mix. */
    MIX,
    /** Broken by the upgrade of the store. */
    UPGRADE,
    /** Broken, and nobody knows whose fault it is. */
    UNATTRIBUTED,
    /** Broken in the old release. */
    OLD;

    /** What is asked about when nobody says: everything but the old release. */
    public static Set<FailOn> standard() {
        return EnumSet.complementOf(EnumSet.of(OLD));
    }

    /** As people type it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value of that word. */
    public static Optional<FailOn> parse(String word) {
        return Arrays.stream(values()).filter(v -> v.word().equals(word.strip())).findFirst();
    }

    /** All words, for messages. */
    public static List<String> words() {
        return Arrays.stream(values()).map(FailOn::word).toList();
    }
}
