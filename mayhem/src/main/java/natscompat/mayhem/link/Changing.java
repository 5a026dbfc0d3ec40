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
    private static final Duration SEEN = Duration.ofSeconds(30);
    private static final Duration ONE_TRY = Duration.ofMillis(200);
    private static final Duration ENDED = Duration.ofSeconds(60);
    private static final Duration HEALED = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicReference<Optional<Thread>> thread = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<RuntimeException>> failed = new AtomicReference<>(Optional.empty());
    private final AtomicInteger lost = new AtomicInteger();
    private final Aim aim;
    private final LinkLayers links;
    private final IntFunction<Map<Pair, LinkPolicy>> cuts;
    private final AtomicReference<Optional<Phase>> now = new AtomicReference<>(Optional.empty());
    private final Set<Pair> touched;
    private final Duration shortest;
    private final Duration longest;
    private final Duration ended;
    private final Messages messages;

    /** What is cut after one of the changes. */
    private record Phase(int change, Map<Pair, LinkPolicy> cuts) {}

    /**
     * Prepares it.
     *
     * @param cuts what is cut after the so manyth change, from 0; may be empty
     * @param touched everything that is cut at some time
     * @param shortest time between two changes
     * @param longest time between two changes
     */
    Changing(
            Aim aim,
            IntFunction<Map<Pair, LinkPolicy>> cuts,
            Set<Pair> touched,
            Duration shortest,
            Duration longest,
            Messages messages) {
        this(aim, cuts, touched, shortest, longest, messages, ENDED);
    }

    Changing(
            Aim aim,
            IntFunction<Map<Pair, LinkPolicy>> cuts,
            Set<Pair> touched,
            Duration shortest,
            Duration longest,
            Messages messages,
            Duration ended) {
        this.aim = aim;
        this.links = Partitioned.layers(aim);
        this.cuts = cuts;
        this.shortest = shortest;
        this.longest = longest;
        this.ended = ended;
        this.messages = messages;
        this.touched = Partitioned.known(messages, touched);
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
                Phase next = new Phase(count, cuts.apply(count));
                now.set(Optional.empty());
                if (ordered(next)) {
                    now.set(Optional.of(next));
                }
                Waiting.reached("the next change of a partition", draws.at(count).between(shortest, longest), POLL,
                        ending::get);
            }
        } catch (RuntimeException e) {
            failed.set(Optional.of(e));
        }
    }

    /** What holds after an order without an answer nobody knows; the next change orders all that is not sure once more. */
    private boolean ordered(Phase next) {
        try {
            links.put(aim.id(), next.cuts(), Change.FLUSH);
            return true;
        } catch (RuntimeException e) {
            lost.incrementAndGet();
            return false;
        }
    }

    /** Seen by one of its links that is cut while all others are not, and that is there again at another time. */
    @Override
    public String observe() {
        long deadline = System.nanoTime() + SEEN.toNanos();
        Set<Pair> cut = new HashSet<>();
        Set<Pair> there = new HashSet<>();
        String against = "no round of messages between two changes";
        while (System.nanoTime() < deadline) {
            failed.get().ifPresent(e -> {
                throw e;
            });
            Optional<Phase> before = now.get();
            Set<Pair> open = messages.all();
            open.removeAll(links.cut());
            Round round = Round.of(messages, links, ONE_TRY);
            if (before.isEmpty() || !now.get().equals(before)) {
                continue;
            }
            Set<Pair> due = new HashSet<>(touched);
            due.retainAll(before.get().cuts().keySet());
            if (!due.isEmpty()) {
                against = round.against(due, open);
            }
            if (!due.isEmpty() && against.isEmpty()) {
                cut.addAll(round.told(due));
            }
            there.addAll(round.crossed(without(touched, due)));
            if (cut.stream().anyMatch(there::contains)) {
                return "messages crossed some links at one time and not at another; " + told();
            }
        }
        throw new IllegalStateException("no link was seen to be cut and to be there again, after " + told() + ": " + against);
    }

    private String told() {
        return changes.get() + " changes" + (lost.get() == 0 ? "" : ", " + lost.get() + " of which nobody confirmed");
    }

    private static Set<Pair> without(Set<Pair> all, Set<Pair> some) {
        Set<Pair> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /** While its changes go on nothing is healed: the next one would cut again. */
    @Override
    public void heal() {
        ending.set(true);
        if (!Waiting.reached("the last change of a partition", ended, POLL,
                () -> thread.get().map(t -> !t.isAlive()).orElse(true))) {
            throw new IllegalStateException("its changes go on " + ended.toMillis() + " ms after they were to end");
        }
        links.put(aim.id(), Map.of(), Change.RESET);
    }

    /** Looks through the same messages until they have crossed: the next try needs them, too. */
    @Override
    public String observeHealed() {
        long deadline = System.nanoTime() + HEALED.toNanos();
        Set<Pair> left = new HashSet<>(messages.all());
        left.removeAll(links.cut());
        while (!left.isEmpty()) {
            left.removeAll(messages.crossed(left, ONE_TRY, 0).keySet());
            // Another fault may cut them meanwhile.
            left.removeAll(links.cut());
            if (!left.isEmpty() && System.nanoTime() >= deadline) {
                throw new IllegalStateException("messages do not cross " + Partitioned.text(left));
            }
        }
        messages.close();
        return "messages cross every link that is not cut for another reason, after " + told();
    }
}
