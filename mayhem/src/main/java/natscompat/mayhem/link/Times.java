package natscompat.mayhem.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import natscompat.mayhem.fault.NotPossible;
import natscompat.platform.link.Pair;

/**
 * Sees how long our messages take across some links, compared with how long they took before. A message that does not
 * arrive says nothing: its server may be gone, or cut off by another fault. Used by one thread.
 *
 * @param messages are sent
 * @param pairs the links
 * @param bytes of each message
 * @param before how long one takes when nothing is wrong
 * @param late what is added to that at the least when it is
 * @param each whether every message is late (else one of many is enough)
 * @param runs whether a server runs now: only then messages must arrive
 * @param cut directions that other faults cut now: they are not looked at
 * @param limit how long it looks
 */
record Times(
        Messages messages,
        Set<Pair> pairs,
        int bytes,
        Duration before,
        Duration late,
        boolean each,
        Predicate<String> runs,
        Supplier<Set<Pair>> cut,
        Duration limit)
        implements Impaired.Sight {
    /** Where one of many is late, so many in a row that are not show that none is. */
    static final int IN_A_ROW = 100;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration ONE_TRY = Duration.ofSeconds(5);
    private static final int SAMPLES = 7;
    /** Where it takes this many times as long already as what is to be added, other faults or the machine hide it. */
    private static final int MOST_BEFORE = 4;

    /** Measures how long it takes now. */
    static Times of(
            Messages messages,
            Set<Pair> wanted,
            int bytes,
            Duration late,
            boolean each,
            Predicate<String> runs,
            Supplier<Set<Pair>> cut) {
        Set<Pair> uncut = new HashSet<>(wanted);
        uncut.removeAll(cut.get());
        Set<Pair> pairs = Partitioned.known(messages, uncut);
        Times unknown = new Times(messages, Set.copyOf(pairs), bytes, Duration.ZERO, late, each, runs, cut, LIMIT);
        Optional<Duration> before = unknown.median();
        if (before.isEmpty() || before.get().compareTo(late.multipliedBy(MOST_BEFORE)) > 0) {
            messages.close();
            throw new NotPossible(before.map(took -> "a message takes " + took.toMillis() + " ms across "
                            + Partitioned.text(pairs) + " already, so " + late.toMillis() + " ms more would not be seen")
                    .orElseGet(() -> "no message crosses " + Partitioned.text(pairs) + " as it is"));
        }
        return new Times(messages, Set.copyOf(pairs), bytes, before.get(), late, each, runs, cut, LIMIT);
    }

    /** Of the slowest message of each round; empty when too few arrived. */
    private Optional<Duration> median() {
        List<Duration> slowest = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            slowest().ifPresent(slowest::add);
        }
        slowest.sort(Comparator.naturalOrder());
        return slowest.size() > SAMPLES / 2 ? Optional.of(slowest.get(slowest.size() / 2)) : Optional.empty();
    }

    private Optional<Duration> slowest() {
        return messages.crossed(uncut(pairs), ONE_TRY, bytes).values().stream().max(Comparator.naturalOrder());
    }

    /** All of them where others cut every one: then nothing arrives, which says nothing, and takes its time. */
    private Set<Pair> uncut(Set<Pair> wanted) {
        Set<Pair> uncut = new HashSet<>(wanted);
        uncut.removeAll(cut.get());
        return uncut.isEmpty() ? wanted : uncut;
    }

    private boolean isLate(Duration took) {
        return took.compareTo(before.plus(late)) >= 0;
    }

    @Override
    public String bad() {
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<Duration> took = each ? median() : slowest();
        while (took.filter(this::isLate).isEmpty()) {
            if (System.nanoTime() >= deadline) {
                throw notLate(took);
            }
            took = each ? median() : slowest();
        }
        return said(took);
    }

    /**
     * Where it took longer before than what is added, another fault was open on the link; when that one heals while this
     * one is looked for, its part goes, and the time now says nothing about this one.
     */
    private RuntimeException notLate(Optional<Duration> took) {
        return took.isPresent() && before.compareTo(late) > 0
                ? new NotPossible(said(took) + ": another fault made it late then, so what this one adds is not seen")
                : new IllegalStateException(said(took) + ", which is not late");
    }

    @Override
    public String good() {
        return each ? onceGood() : goodInARow();
    }

    private String onceGood() {
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<Duration> took = median();
        while (took.filter(now -> !isLate(now)).isEmpty()) {
            if (System.nanoTime() >= deadline) {
                throw new IllegalStateException(said(took) + ", which is still late");
            }
            took = median();
        }
        return said(took);
    }

    private String goodInARow() {
        long deadline = System.nanoTime() + limit.toNanos();
        int good = 0;
        Optional<Duration> worst = Optional.empty();
        while (good < IN_A_ROW) {
            if (System.nanoTime() >= deadline) {
                throw new IllegalStateException(said(worst) + "; there were no " + IN_A_ROW + " in a row that were not late");
            }
            Set<Pair> due = uncut(pairs.stream()
                    .filter(pair -> runs.test(pair.from()) && runs.test(pair.to()))
                    .collect(Collectors.toSet()));
            Map<Pair, Duration> took = messages.crossed(due, ONE_TRY, bytes);
            worst = took.values().stream().max(Comparator.naturalOrder());
            boolean late = worst.filter(this::isLate).isPresent() || !took.keySet().containsAll(due);
            good = late ? 0 : good + 1;
        }
        return said(worst) + ", and none of " + IN_A_ROW + " was late";
    }

    private String said(Optional<Duration> took) {
        String time = took.map(now -> "took %.1f ms".formatted(now.toNanos() / 1e6)).orElse("did not arrive");
        return "a message of %d bytes %s across one of %s, %.1f ms before".formatted(
                bytes, time, Partitioned.text(pairs), before.toNanos() / 1e6);
    }

    @Override
    public void close() {
        messages.close();
    }
}
