package natscompat.mayhem.link;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.platform.link.LinkCounts;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Pair;

/** Links whose counters a test sets, and which may fail to say that they did what they were told. */
final class FakeLinks implements Links {
    final Map<Pair, LinkPolicy> now = new ConcurrentHashMap<>();
    final Map<Pair, LinkState> states = new ConcurrentHashMap<>();
    final AtomicInteger answersLost = new AtomicInteger();
    /** What became of connections at each order. */
    final List<Change> changes = new CopyOnWriteArrayList<>();

    /** From here on so much went over it. */
    void went(Pair pair, long bytes, LinkCounts done) {
        states.merge(pair, new LinkState(pair, 1, bytes, done), LinkState::plus);
    }

    @Override
    public void set(Map<Pair, LinkPolicy> policies, Change change) {
        now.putAll(policies);
        changes.add(change);
        if (answersLost.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new IllegalStateException("no answer in time");
        }
    }

    @Override
    public void reset(Collection<Pair> pairs) {
        throw new UnsupportedOperationException("no test resets these");
    }

    @Override
    public List<LinkState> look() {
        return List.copyOf(states.values());
    }
}
