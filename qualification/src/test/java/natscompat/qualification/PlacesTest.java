package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import natscompat.model.catalog.Role;
import natscompat.model.plan.Mix;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import org.junit.jupiter.api.Test;

/** Who is rolled when, once it is known who leads. */
class PlacesTest {
    private static final List<Integer> ALL = List.of(0, 1, 2);

    private static Step roll(int place) {
        return new Step.Roll(7, place, "new", StopStyle.SIGTERM, false);
    }

    private static Step phase(String... mix) {
        return new Step.BeginPhase(8, 1, "name", new Mix(List.of(mix)), true, 5);
    }

    private static PlannedFault fault(Role role) {
        return new PlannedFault("6.1", "mode", "kill", role, List.of(2), Duration.ZERO, Duration.ZERO, true, 1);
    }

    @Test
    void usuallyEachServerHasItsOwnPlace() {
        assertThat(Places.own(3).in(roll(2))).isEqualTo(roll(2));
        assertThat(Places.own(3).in(phase("old", "old", "new"))).isEqualTo(phase("old", "old", "new"));
    }

    @Test
    void theLeaderComesFirstAndTheOthersByHighestOrdinal() {
        assertThat(Places.own(3).rolling(List.of(2, 1, 0), ALL, 1).servers(List.of(2, 1, 0))).containsExactly(1, 2, 0);
        assertThat(Places.own(3).rolling(List.of(2, 1, 0), ALL, 0).servers(List.of(2, 1, 0))).containsExactly(0, 2, 1);
        assertThat(Places.own(3).rolling(List.of(2, 1, 0), ALL, 2)).isEqualTo(Places.own(3));
        assertThat(Places.own(5).rolling(List.of(4, 3, 2, 1, 0), List.of(0, 1, 2, 3, 4), 3)
                        .servers(List.of(4, 3, 2, 1, 0)))
                .containsExactly(3, 4, 2, 1, 0);
    }

    @Test
    void whoeverLeadsEachServerIsTakenOnce() {
        for (int leader : ALL) {
            Places there = Places.own(3).rolling(List.of(2, 1, 0), ALL, leader);
            for (int next : ALL) {
                assertThat(there.rolling(List.of(2, 1, 0), ALL, next).servers(ALL)).containsExactlyInAnyOrder(0, 1, 2);
            }
        }
    }

    @Test
    void aRollOfSomeLeavesOutTheLowestOfTheOthers() {
        Places half = Places.own(3).rolling(List.of(2, 1), ALL, 0);

        assertThat(half.servers(List.of(2, 1))).containsExactly(0, 2);
        assertThat(half.in(phase("old", "new", "new"))).isEqualTo(phase("new", "old", "new"));
    }

    @Test
    void theWayBackTakesThoseThatWentAndNobodyElse() {
        Places half = Places.own(3).rolling(List.of(2, 1), ALL, 0);
        Places back = half.rolling(List.of(1, 2), List.of(0, 2), 2);

        assertThat(back.servers(List.of(1, 2))).containsExactly(2, 0);
        assertThat(back.server(0)).isEqualTo(1);
        assertThat(back.in(phase("old", "old", "new"))).isEqualTo(phase("new", "old", "old"));
    }

    @Test
    void leadersMixesAndFaultsFollowTheirServers() {
        Places places = Places.own(3).rolling(List.of(2, 1, 0), ALL, 1);

        assertThat(places.in(roll(2))).isEqualTo(roll(1));
        assertThat(places.in(phase("old", "old", "new"))).isEqualTo(phase("old", "new", "old"));
        assertThat(places.in(new Step.Lead(3, List.of(0, 1), "onto old"))).isEqualTo(new Step.Lead(3, List.of(0, 2), "onto old"));
        assertThat(aims(places, Role.OLD, Role.NEW, Role.ORDINAL, Role.STREAM_LEADER))
                .containsExactly(List.of(1), List.of(1), List.of(2), List.of(2));
    }

    private static List<List<Integer>> aims(Places places, Role... roles) {
        Step.Dwell dwell = new Step.Dwell(6, Duration.ofSeconds(1),
                IntStream.range(0, roles.length).mapToObj(i -> fault(roles[i])).toList());
        return ((Step.Dwell) places.in(dwell)).faults().stream().map(PlannedFault::ordinals).toList();
    }

    @Test
    void aServerOfAnotherReleaseIsNotRolledInTheirPlace() {
        assertThatThrownBy(() -> Places.own(3).rolling(List.of(2, 1), List.of(0, 2), 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Places.own(3).rolling(List.of(2), List.of(1, 2), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
