package natscompat.mayhem.link;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import natscompat.platform.link.Pair;

/** Messages between three servers of which a test says how long each takes, if it arrives. */
final class FakeMessages implements Messages {
    final AtomicInteger closes = new AtomicInteger();
    private final Function<Pair, Optional<Duration>> takes;

    FakeMessages(Function<Pair, Optional<Duration>> takes) {
        this.takes = takes;
    }

    /** Those arrive at once. */
    static FakeMessages across(Function<Pair, Boolean> arrives) {
        return new FakeMessages(pair -> arrives.apply(pair) ? Optional.of(Duration.ofMillis(1)) : Optional.empty());
    }

    @Override
    public Set<String> servers() {
        return Set.of("n0", "n1", "n2");
    }

    @Override
    public Map<Pair, Duration> crossed(Collection<Pair> pairs, Duration limit, int bytes) {
        Map<Pair, Duration> took = new HashMap<>();
        pairs.forEach(pair -> takes.apply(pair).ifPresent(time -> took.put(pair, time)));
        return took;
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }
}
