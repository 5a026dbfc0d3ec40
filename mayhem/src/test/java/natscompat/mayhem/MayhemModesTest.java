package natscompat.mayhem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultRule;
import natscompat.model.catalog.FaultType;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Need;
import org.junit.jupiter.api.Test;

class MayhemModesTest {
    private final Set<String> faults = Faults.types().stream().map(FaultType::name).collect(Collectors.toSet());

    @Test
    void every_rule_names_a_fault_that_there_is() {
        assertThat(MayhemModes.all()).allSatisfy(mode ->
                assertThat(mode.rules()).allSatisfy(rule -> assertThat(faults).contains(rule.fault())));
    }

    @Test
    void names_are_there_once() {
        assertThat(faults).hasSameSizeAs(Faults.types());
        assertThat(MayhemModes.all()).extracting(MayhemMode::name).doesNotHaveDuplicates();
    }

    @Test
    void no_rule_keeps_a_fault_open_longer_than_it_may_be() {
        assertThat(MayhemModes.all()).allSatisfy(mode -> assertThat(mode.rules()).allSatisfy(rule -> {
            Duration longest = Faults.named(Faults.all(), rule.fault()).orElseThrow().type().longest();
            assertThat(rule.openMax()).isLessThanOrEqualTo(longest);
            assertThat(rule.openMin()).isLessThanOrEqualTo(rule.openMax());
            assertThat(rule.quietMin()).isLessThanOrEqualTo(rule.quietMax());
        }));
    }

    @Test
    void a_mode_whose_faults_take_servers_out_waits_for_them_or_declares_that_it_breaks_quorums() {
        assertThat(MayhemModes.all()).filteredOn(mode -> mode.damage() != Damage.QUORUM)
                .allSatisfy(mode -> assertThat(mode.rules())
                        .filteredOn(rule -> damage(rule) == Damage.OUT)
                        .allMatch(FaultRule::waitsForRecovery));
    }

    @Test
    void every_need_is_one_that_a_platform_can_have() {
        assertThat(MayhemModes.all()).allSatisfy(mode -> assertThat(mode.needs()).allMatch(Need::known));
        assertThat(Faults.types()).allSatisfy(type -> assertThat(type.needs()).allMatch(Need::known));
    }

    @Test
    void a_mode_says_what_its_faults_need() {
        assertThat(MayhemModes.all()).allSatisfy(mode -> assertThat(mode.rules()).allSatisfy(rule -> assertThat(mode.needs())
                .containsAll(Faults.named(Faults.all(), rule.fault()).orElseThrow().type().needs())));
    }

    @Test
    void every_fault_comes_in_some_mode() {
        assertThat(MayhemModes.all().stream().flatMap(mode -> mode.rules().stream()).map(FaultRule::fault))
                .containsAll(faults);
    }

    @Test
    void all_is_every_mode_but_broken_wire() {
        assertThat(MayhemModes.all()).filteredOn(mode -> !mode.inAll())
                .extracting(MayhemMode::name).containsExactly("broken-wire");
    }

    @Test
    void the_modes_of_the_older_burn_in_keep_their_names() {
        assertThat(MayhemModes.all()).extracting(MayhemMode::name)
                .contains("none", "rolling-restart", "random-reload", "random-hard-kill", "slow-network", "lossy-network");
    }

    private static Damage damage(FaultRule rule) {
        return Faults.named(Faults.all(), rule.fault()).orElseThrow().type().damage();
    }
}
