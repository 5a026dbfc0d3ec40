package natscompat.mayhem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import natscompat.mayhem.fake.FakeCell;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.model.time.Draws;
import natscompat.model.time.RunClock;
import natscompat.platform.link.LinkCounts;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.Test;

class ChangingTest {
    private static final List<String> ALL = List.of("n0", "n1", "n2");
    private static final Map<Pair, LinkPolicy> OFF = Cuts.off(List.of("n0"), ALL);

    private final FakeLinks links = new FakeLinks();
    private final FakeCluster cluster = new FakeCluster(3);
    private final Aim aim = new Aim("7.1", List.of(cluster.fake(0)), cluster, cluster::view,
            new FakeCell(cluster).context().leadership(), List.of(), List.of(), Optional.of(new LinkLayers(links)),
            Duration.ofSeconds(1), () -> false, Draws.of(1), new RunClock(), event -> {});

    private Changing changing(IntFunction<Map<Pair, LinkPolicy>> cuts, Messages messages, int endedMillis) {
        return new Changing(aim, cuts, OFF.keySet(), Duration.ofMillis(5), Duration.ofMillis(20), messages,
                Duration.ofMillis(endedMillis));
    }

    private boolean open(Pair pair) {
        links.went(pair, 1, LinkCounts.NONE);
        return !links.now.getOrDefault(pair, LinkPolicy.CLEAR).cut();
    }

    @Test
    void a_link_that_comes_and_goes_is_seen() {
        FakeMessages messages = FakeMessages.across(this::open);
        Changing flapping = changing(count -> count % 2 == 0 ? OFF : Map.of(), messages, 5000);
        flapping.inject();
        assertThat(flapping.observe()).contains("at one time and not at another");
        assertThat(messages.closes).hasValue(0);
        flapping.heal();
        assertThat(flapping.observeHealed()).contains("messages cross every link");
        assertThat(messages.closes).hasValue(1);
        assertThat(links.now.values()).doesNotContain(LinkPolicy.CUT);
    }

    /** Left to itself, it would stay as the lost order left it: a partition that does not flap. */
    @Test
    void one_whose_order_is_lost_goes_on() {
        links.answersLost.set(3);
        Changing flapping = changing(count -> count % 2 == 0 ? OFF : Map.of(), FakeMessages.across(this::open), 5000);
        flapping.inject();
        assertThat(flapping.observe()).contains("at one time and not at another", "3 of which nobody confirmed");
        flapping.heal();
        assertThat(flapping.observeHealed()).contains("messages cross every link");
    }

    @Test
    void a_heal_while_cuts_go_on_is_none() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Changing stubborn = changing(count -> {
            stuck.countDown();
            awaitQuietly(goOn);
            return OFF;
        }, FakeMessages.across(this::open), 50);
        stubborn.inject();
        stuck.await();
        assertThatThrownBy(stubborn::heal).hasMessageContaining("its changes go on");
        goOn.countDown();
        stubborn.heal();
        assertThat(links.now.values()).doesNotContain(LinkPolicy.CUT);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
