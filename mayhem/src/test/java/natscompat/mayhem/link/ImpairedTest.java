package natscompat.mayhem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import natscompat.mayhem.fake.FakeCell;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.model.time.Draws;
import natscompat.model.time.RunClock;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.Test;

class ImpairedTest {
    private static final Map<Pair, LinkPolicy> LAYER = Map.of(new Pair("n0", "n1"), LinkPolicy.lossy(0.1));

    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();
    private final FakeLinks links = new FakeLinks();

    /** Sees them good at the second look only, and only while it is open. */
    private final Impaired.Sight sight = new Impaired.Sight() {
        @Override
        public String bad() {
            return "bad";
        }

        @Override
        public String good() {
            if (closes.get() > 0) {
                throw new IllegalStateException("looks through something that is closed");
            }
            if (looks.incrementAndGet() < 2) {
                throw new IllegalStateException("still bad");
            }
            return "good";
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    };

    private Aim aim() {
        FakeCluster cluster = new FakeCluster(2);
        return new Aim("7.1", List.of(cluster.fake(0)), cluster, cluster::view,
                new FakeCell(cluster).context().leadership(), List.of(), List.of(), Optional.of(new LinkLayers(links)),
                Duration.ofSeconds(1), () -> false, Draws.of(1), new RunClock(), event -> {});
    }

    /** The time before it begins does not count. */
    private Change cutFor(long seed, Duration cut) {
        AtomicLong now = new AtomicLong();
        Impaired impaired = new Impaired(aim(), LAYER, sight, new HealOfCut(Draws.of(seed), now::get));
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        impaired.inject();
        now.addAndGet(cut.toNanos());
        impaired.heal();
        return links.changes.getLast();
    }

    /** Clients that are cut off heal as partitions do: {@link HealOfCut}. */
    @Test
    void a_long_cut_of_clients_resets_their_connections_and_links_that_work_badly_never_do() {
        assertThat(LongStream.range(0, 20).mapToObj(seed -> cutFor(seed, Duration.ofSeconds(11)))).containsOnly(Change.RESET);
        assertThat(LongStream.range(0, 20).mapToObj(seed -> cutFor(seed, Duration.ofSeconds(1)))).contains(Change.FLUSH, Change.RESET);
        Impaired bad = new Impaired(aim(), LAYER, sight);
        bad.inject();
        bad.heal();
        assertThat(links.changes.getLast()).isEqualTo(Change.FLUSH);
    }

    @Test
    void a_heal_that_was_not_seen_is_looked_at_again_through_the_same_eyes() {
        Impaired impaired = new Impaired(aim(), LAYER, sight);
        impaired.inject();
        assertThat(links.now).isEqualTo(LAYER);
        impaired.heal();
        assertThatThrownBy(impaired::observeHealed).hasMessageContaining("still bad");
        impaired.heal();
        assertThat(impaired.observeHealed()).isEqualTo("good");
        assertThat(closes).hasValue(1);
    }
}
