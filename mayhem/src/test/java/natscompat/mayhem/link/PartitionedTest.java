package natscompat.mayhem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import natscompat.mayhem.fake.FakeCell;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.time.Draws;
import natscompat.model.time.RunClock;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.Test;

/** What becomes of connections when a short cut heals; {@code LinksFromOutsideTest} has a long one. */
class PartitionedTest {
    private static final Map<Pair, LinkPolicy> OFF = Cuts.off(List.of("n0"), List.of("n0", "n1", "n2"));

    private final FakeCluster cluster = new FakeCluster(3);

    private Aim aim(LinkLayers layers, long draw) {
        return new Aim("7.1", List.of(cluster.fake(0)), cluster, cluster::view, new FakeCell(cluster).context().leadership(),
                List.of(), List.of(), Optional.of(layers), Duration.ofSeconds(1), () -> false, Draws.of(draw),
                new RunClock(), event -> {});
    }

    /** What the links are told to do with connections at the cut, and at the heal that comes at once. */
    private List<Change> cutAndHealed(long draw) {
        FakeLinks links = new FakeLinks();
        Aim aim = aim(new LinkLayers(links), draw);
        Partitioned cut = new Partitioned(aim, OFF, FakeMessages.across(
                pair -> !links.now.getOrDefault(pair, LinkPolicy.CLEAR).cut()));
        cut.inject();
        assertThat(links.now).isEqualTo(OFF);
        cut.heal();
        assertThat(cut.observeHealed()).contains("n0->n1", "n2->n0");
        assertThat(links.now.values()).containsOnly(LinkPolicy.CLEAR);
        return List.copyOf(links.changes);
    }

    /** Messages that do not cross would be the other fault's doing. */
    @Test
    void what_another_fault_cuts_already_shows_no_cut() {
        LinkLayers layers = new LinkLayers(new FakeLinks());
        layers.put("6.1", OFF, Change.FLUSH);
        FakeMessages messages = FakeMessages.across(pair -> false);
        assertThatThrownBy(() -> new Partitioned(aim(layers, 1), OFF, messages)).isInstanceOf(NotPossible.class)
                .hasMessageContaining("another fault cuts");
        assertThat(messages.closes.get()).isEqualTo(1);
    }

    @Test
    void about_every_second_draw_flushes_what_was_held_and_the_others_reset() {
        Map<Change, Long> heals = LongStream.range(0, 100).mapToObj(this::cutAndHealed).map(List::getLast)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(heals).hasSize(2).allSatisfy((change, count) -> assertThat(count).as(change.name()).isBetween(30L, 70L));
    }

    @Test
    void a_cut_itself_resets_nothing_whatever_is_drawn() {
        assertThat(LongStream.range(0, 20).mapToObj(this::cutAndHealed)).extracting(List::getFirst).containsOnly(Change.FLUSH);
    }

    @Test
    void one_draw_heals_the_same_way_each_time() {
        assertThat(LongStream.range(0, 20).mapToObj(this::cutAndHealed).toList())
                .isEqualTo(LongStream.range(0, 20).mapToObj(this::cutAndHealed).toList());
    }
}
