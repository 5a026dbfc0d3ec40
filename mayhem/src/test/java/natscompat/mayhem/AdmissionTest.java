package natscompat.mayhem;

import static natscompat.mayhem.fake.FakeCell.CALM;
import static natscompat.mayhem.fake.FakeCell.WILD;
import static natscompat.mayhem.fake.FakeCell.on;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import natscompat.mayhem.disk.FlipBits;
import natscompat.mayhem.disk.RemoveFile;
import natscompat.mayhem.disk.WipeStore;
import natscompat.mayhem.fake.FakeCell;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.mayhem.group.ScaleStream;
import natscompat.mayhem.process.Kill;
import natscompat.mayhem.process.Pause;
import natscompat.model.catalog.Role;
import natscompat.model.plan.PlannedFault;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final FakeCluster cluster = new FakeCluster(3).stream("s", "n1", "n2", "n0", "n1", "n2");
    private final FakeCell cell = new FakeCell(cluster);
    private final FaultContext context = cell.context();
    private final OutServers outs = new OutServers(cluster, context.events(), new RunClock(), () -> false);
    private final Admission admission = new Admission(context, outs);

    private static PlannedFault kill(String id, int ordinal, boolean waits) {
        return on(id, CALM, "kill", ordinal, 0, 0, waits);
    }

    /** Between admission and injection lies the aiming: seconds in which the first victim is out for nobody yet. */
    @Test
    void who_is_about_to_go_counts_as_away() {
        Ticket first = admission.ask(kill("7.1", 1, false), new Kill()).ticket().orElseThrow();
        assertThat(outs.names()).isEmpty();
        assertThat(admission.ask(kill("7.2", 2, false), new Kill()).why()).contains("meta group would keep 1 of 3");
        admission.giveBack(first);
        assertThat(admission.ask(kill("7.2", 2, false), new Kill()).ticket()).isPresent();
    }

    @Test
    void a_victim_that_is_about_to_go_is_waited_for() {
        assertThat(admission.ask(kill("7.1", 1, true), new Kill()).ticket()).isPresent();
        assertThat(admission.ask(kill("7.2", 2, true), new Kill()).why()).contains("the last victims are not back yet: n1");
    }

    @Test
    void a_server_is_out_while_any_fault_of_it_is_open() {
        outs.out(cluster.fake(1), "7.1", "cut off");
        outs.out(cluster.fake(1), "7.2", "clients cut");
        outs.healed(cluster.fake(1), "7.2");
        assertThat(outs.awaitBack(List.of("n1"), Duration.ofMillis(600), () -> false)).isFalse();
        outs.healed(cluster.fake(1), "7.1");
        assertThat(Waiting.reached("n1 to be back", Duration.ofSeconds(5), Duration.ofMillis(5),
                () -> outs.names().isEmpty())).isTrue();
    }

    private static PlannedFault damage(String id, String fault, Role role, Integer... ordinals) {
        return new PlannedFault(id, CALM, fault, role, List.of(ordinals), Duration.ZERO, Duration.ZERO, true, 3);
    }

    /** n1 lacks a message in its midst and says that it has caught up: a damaged n2 would leave one disk that has it. */
    @Test
    void what_damages_stores_stays_on_one_server_of_a_cell() {
        Ticket first = admission.ask(damage("7.1", "flip-bits", Role.STREAM_LEADER), new FlipBits()).ticket().orElseThrow();
        assertThat(first.names()).containsExactly("n1");
        admission.giveBack(first);
        Ticket second = admission.ask(damage("9.1", "remove-file", Role.FOLLOWER), new RemoveFile()).ticket().orElseThrow();
        assertThat(second.names()).containsExactly("n1");
        admission.giveBack(second);
        assertThat(admission.ask(damage("11.1", "wipe-store", Role.NEW, 0), new WipeStore()).ticket().orElseThrow().names())
                .containsExactly("n1");
    }

    @Test
    void what_was_not_injected_binds_nobody() {
        Ticket first = admission.ask(damage("7.1", "flip-bits", Role.STREAM_LEADER), new FlipBits()).ticket().orElseThrow();
        admission.undo(first);
        assertThat(admission.ask(damage("9.1", "flip-bits", Role.NEW, 0), new FlipBits()).ticket().orElseThrow().names())
                .containsExactly("n0");
    }

    @Test
    void no_store_is_damaged_while_a_stream_may_have_one_copy_only() {
        Ticket scaled = admission.ask(damage("7.1", "scale-stream", Role.STREAM_LEADER), new ScaleStream()).ticket().orElseThrow();
        assertThat(admission.ask(damage("7.2", "wipe-store", Role.ORDINAL, 2), new WipeStore()).why())
                .isEqualTo("scale-stream is open on n1");
        assertThat(admission.ask(on("7.4", WILD, "wipe-store", 2, 0, 0, false), new WipeStore()).ticket())
                .as("under a mode that may break a quorum").hasValueSatisfying(admission::giveBack);
        admission.giveBack(scaled);
        assertThat(admission.ask(damage("7.2", "wipe-store", Role.ORDINAL, 2), new WipeStore()).ticket()).isPresent();
        assertThat(admission.ask(damage("7.3", "scale-stream", Role.STREAM_LEADER), new ScaleStream()).ticket()).isEmpty();
    }

    @Test
    void who_was_wiped_and_has_all_again_binds_nobody() {
        Ticket first = admission.ask(damage("7.1", "wipe-store", Role.STREAM_LEADER), new WipeStore()).ticket().orElseThrow();
        admission.giveBack(first);
        assertThat(admission.ask(damage("9.1", "flip-bits", Role.NEW, 0), new FlipBits()).ticket().orElseThrow().names())
                .containsExactly("n0");
    }

    /** What is planned for one server by its number is not sent onto one that has still to recover from something else. */
    @Test
    void an_ordinal_that_is_out_is_waited_for() {
        outs.out(cluster.fake(1), "7.1", "cut off");
        assertThat(admission.ask(on("7.2", CALM, "pause", 1, 0, 0, false), new Pause()).why()).isEqualTo("not back yet: n1");
        outs.healed(cluster.fake(1), "7.1");
        assertThat(Waiting.reached("n1 to be back", Duration.ofSeconds(5), Duration.ofMillis(5),
                () -> admission.ask(on("7.2", CALM, "pause", 1, 0, 0, false), new Pause()).ticket().isPresent())).isTrue();
    }
}
