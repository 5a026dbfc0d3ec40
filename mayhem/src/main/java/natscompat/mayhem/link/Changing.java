package natscompat.mayhem.link;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;

/** Cuts that change again and again in a virtual thread, from injection to heal. */
final class Changing implements Injection {
    private static final Duration SEEN = Duration.ofSeconds(20);
    private static final Duration ONE_TRY = Duration.ofMillis(150);
    private static final Duration HEALED = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicReference<Optional<Thread>> thread = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<RuntimeException>> failed = new AtomicReference<>(Optional.empty());
    private final Aim aim;
    private final LinkLayers links;
    private final IntFunction<Map<Pair, LinkPolicy>> cuts;
    private final Duration shortest;
    private final Duration longest;
    private final Probe probe;

    /**
     * Prepares it.
     *
     * @param cuts what is cut after the so manyth change, from 0; may be empty
     * @param shortest time between two changes
     * @param longest time between two changes
     */
    Changing(Aim aim, IntFunction<Map<Pair, LinkPolicy>> cuts, Duration shortest, Duration longest) {
        this.aim = aim;
        this.links = Partitioned.layers(aim);
        this.cuts = cuts;
        this.shortest = shortest;
        this.longest = longest;
        this.probe = new Probe(aim);
    }

    @Override
    public void inject() {
        thread.set(Optional.of(Thread.ofVirtual().name("changing-cuts").start(this::change)));
    }

    private void change() {
        Draws draws = aim.draws().at("change");
        try {
            while (!ending.get()) {
                int count = changes.getAndIncrement();
                links.put(aim.id(), cuts.apply(count), Change.FLUSH);
                Waiting.reached("the next change of a partition", draws.at(count).between(shortest, longest), POLL,
                        ending::get);
            }
        } catch (RuntimeException e) {
            failed.set(Optional.of(e));
        }
    }

    /** Seen by one of our messages that does not cross, and later crosses, one of the links. */
    @Override
    public String observe() {
        Set<Pair> all = probe.all();
        long deadline = System.nanoTime() + SEEN.toNanos();
        Set<Pair> missed = Set.of();
        while (System.nanoTime() < deadline) {
            failed.get().ifPresent(e -> {
                throw e;
            });
            Set<Pair> crossed = probe.crossed(all, ONE_TRY, 0).keySet();
            if (missed.stream().anyMatch(crossed::contains)) {
                return "messages crossed some links at one time and not at another; " + changes.get() + " changes";
            }
            if (crossed.size() < all.size()) {
                missed = new HashSet<>(all);
                missed.removeAll(crossed);
            }
        }
        throw new IllegalStateException("no link was seen to be cut and to be there again, after " + changes.get() + " changes");
    }

    @Override
    public void heal() {
        ending.set(true);
        Waiting.reached("the last change of a partition", HEALED, POLL,
                () -> thread.get().map(t -> !t.isAlive()).orElse(true));
        links.put(aim.id(), Map.of(), Change.RESET);
    }

    @Override
    public String observeHealed() {
        try (probe) {
            Set<Pair> left = probe.reach(probe.all(), HEALED);
            if (!left.isEmpty()) {
                throw new IllegalStateException("messages do not cross " + Partitioned.text(left));
            }
            return "messages cross every link, after " + changes.get() + " changes";
        }
    }
}
