package natscompat.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import natscompat.checker.story.Cells;
import natscompat.checker.story.Edits;
import natscompat.checker.story.Story;
import natscompat.checker.story.ValidCell;
import natscompat.checker.verdict.Attribution;
import natscompat.checker.verdict.Rounds;
import natscompat.model.catalog.Catalog;
import natscompat.model.history.Event;
import natscompat.model.plan.Step;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** A cell whose roll did not begin with the meta leader shows nothing of that order, whatever else it shows. */
class OrderProofTest {
    private static final Judge JUDGE = new Judge(new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()));
    private static final int BEGIN = 99;
    /** Between the first phase and the mix. */
    private static final long BEGUN = 21_000;

    private static CellEvidence planned() {
        List<Step> steps = new ArrayList<>(Cells.upgrade().steps());
        steps.add(4, new Step.BeginRoll(BEGIN, List.of(2, 1, 0)));
        return Edits.in(Cells.with(Cells.upgrade(), steps), ValidCell.upgrade(7));
    }

    /** Said when the roll began; in this cell n1 leads until 35 s. */
    private static CellEvidence begun(String leader, String... order) {
        return Edits.with(planned(), new Event.RollBegan(Story.ms(BEGUN), BEGIN, leader, List.of(order)));
    }

    private static CellEvidence out(CellEvidence evidence, String server) {
        return Edits.with(Edits.with(evidence, new Event.ServerOut(Story.ms(BEGUN + 100), server, "roll to " + Cells.NEW)),
                new Event.ServerBack(Story.ms(BEGUN + 2_000), server, "healthy and caught up"));
    }

    private static Verdict verdict(CellEvidence evidence) {
        return Attribution.verdict(new Rounds(
                evidence.cell(), List.of(JUDGE.judge(evidence)), List.of(), List.of(), List.of(), true));
    }

    private static void isVacuous(CellEvidence evidence, String why) {
        assertThat(verdict(evidence)).isInstanceOf(Verdict.Vacuous.class);
        assertThat(JUDGE.judge(evidence).proof().missing())
                .containsExactly("step 99: no roll was seen to begin with the meta leader: " + why);
    }

    @Test
    void the_leader_was_rolled_first() {
        assertThat(verdict(out(begun("n1", "n1", "n3", "n2"), "n1"))).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void what_happened_before_the_roll_began_is_no_part_of_it() {
        CellEvidence earlier = Edits.with(out(begun("n1", "n1", "n3", "n2"), "n1"),
                new Event.ServerOut(Story.ms(BEGUN - 500), "n3", "kill"));
        assertThat(JUDGE.judge(earlier).proof().missing()).isEmpty();
    }

    @Test
    void another_server_was_rolled_first_since_the_leader_could_not_be_moved() {
        isVacuous(out(begun("n1", "n3", "n2", "n1"), "n3"), "n3 was rolled first, while n1 led");
    }

    @Test
    void leadership_went_on_before_the_first_server_was_stopped() {
        isVacuous(Edits.with(out(begun("n1", "n1", "n3", "n2"), "n1"),
                        new Event.Leader(Story.ms(BEGUN + 50), "meta", "n2", Cells.OLD, "poll")),
                "n2 led when n1 was rolled first");
    }

    @Test
    void a_moment_in_which_nobody_could_tell_who_leads_is_no_other_leader() {
        CellEvidence untold = Edits.with(out(begun("n1", "n1", "n3", "n2"), "n1"),
                new Event.Leader(Story.ms(BEGUN - 50), "meta", "", "", "poll"));
        assertThat(JUDGE.judge(untold).proof().missing()).isEmpty();
    }

    @Test
    void nobody_led() {
        isVacuous(out(begun("", "n3", "n2", "n1"), "n3"), "nobody led");
    }

    @Test
    void it_began_and_nobody_was_rolled() {
        isVacuous(begun("n1", "n1", "n3", "n2"), "nobody was rolled after it began, while n1 led");
    }

    @Test
    void nothing_says_that_it_began() {
        isVacuous(out(planned(), "n1"), "it never began");
    }

    @Test
    void a_quorum_that_was_broken_on_purpose_excuses_nothing() {
        CellEvidence broken = Edits.with(out(begun("n1", "n3", "n2", "n1"), "n3"),
                new Event.Liveness(Story.ms(BEGUN - 1_000), false, "a quorum was broken on purpose"));
        assertThat(JUDGE.judge(broken).proof().missing())
                .contains("step 99: no roll was seen to begin with the meta leader: n3 was rolled first, while n1 led");
    }

    @Test
    void without_such_a_plan_nobody_asks() {
        assertThat(JUDGE.judge(out(ValidCell.upgrade(7), "n3")).proof().missing()).isEmpty();
    }
}
