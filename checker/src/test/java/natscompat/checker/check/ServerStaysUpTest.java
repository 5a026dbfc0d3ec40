package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import natscompat.checker.story.Cells;
import natscompat.checker.story.Story;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import org.junit.jupiter.api.Test;

class ServerStaysUpTest {
    private static final String CHECK = "server-stays-up";

    private static Event ended(boolean told, int exit) {
        return new Event.ServerEnded(
                Story.ms(30_000), "n3", Cells.NEW, told, exit, 4711, 2, List.of("one", "panic: unknown entry op"));
    }

    @Test
    void an_exit_untold_is_a_finding_with_status_and_last_lines() {
        assertThat(Story.settled().event(ended(false, 2)).findings(CHECK)).singleElement().satisfies(f -> {
            assertThat(f.witness().server()).isEqualTo("n3");
            assertThat(f.witness().phase()).isEqualTo(1);
            assertThat(f.witness().text()).contains("exit status 2", "panic: unknown entry op");
        });
    }

    @Test
    void an_exit_that_was_told_is_right() {
        assertThat(Story.settled().event(ended(true, 137)).findings(CHECK)).isEmpty();
    }

    /** It may refuse what it finds; that is told until it is back, and of nobody else. */
    @Test
    void a_server_whose_store_was_harmed_may_refuse_it_until_it_is_back() {
        assertThat(harmed("n3", 31_000).event(refused()).findings(CHECK)).isEmpty();
        assertThat(harmed("n3", 29_500).event(refused()).findings(CHECK)).hasSize(1);
        assertThat(harmed("n2", 31_000).event(refused()).findings(CHECK)).hasSize(1);
        assertThat(harmed("n3", 31_000).harming("another").event(refused()).findings(CHECK)).hasSize(1);
    }

    @Test
    void a_panic_is_no_refusal_of_a_store() {
        assertThat(harmed("n3", 31_000).event(ended(false, 2)).findings(CHECK)).hasSize(1);
    }

    private static Event refused() {
        return new Event.ServerEnded(Story.ms(30_000), "n3", Cells.NEW, false, 1, 4711, 2,
                List.of("[FTL] Can't start JetStream: checksums do not match"));
    }

    private static Story harmed(String server, long back) {
        return Story.settled().harming("flip-bits")
                .fault(28_000, "1.1", "flip-bits", FaultState.PLANNED, server)
                .event(new Event.ServerOut(Story.ms(28_000), server, "flip-bits 1.1"))
                .fault(29_000, "1.1", "flip-bits", FaultState.HEALED, server)
                .event(new Event.ServerBack(Story.ms(back), server, "caught up"));
    }

    /** A killer of somebody else's does not hide behind a pause of ours. */
    @Test
    void signal_9_within_a_fault_that_kills_nobody_is_a_crash() {
        Event.ServerEnded killed = (Event.ServerEnded) ended(false, 137);
        Story paused = Story.settled().fault(29_000, "1.1", "pause", FaultState.SENT, "n3");
        assertThat(ServerStaysUp.killedByOthers(paused.index(), killed)).isTrue();
        Story struck = Story.settled().fault(29_000, "1.1", "kill", FaultState.SENT, "n3");
        assertThat(ServerStaysUp.killedByOthers(struck.index(), killed)).isFalse();
    }

    /** Signal 9 comes from nobody but us or the machine: a crash, not a finding (SEMANTICS.md 3). */
    @Test
    void signal_9_is_never_the_servers_fault() {
        assertThat(Story.settled().event(ended(false, 137)).findings(CHECK)).isEmpty();
    }
}
