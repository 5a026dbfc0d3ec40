package natscompat.checker.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import natscompat.checker.story.Cells;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Mix;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEMANTICS.md 3 as a table. One letter a run; what the letters mean stands at {@link Runs}. */
class AttributionTest {
    private static String name(Verdict verdict) {
        return verdict.getClass().getSimpleName();
    }

    @ParameterizedTest(name = "mix {0}, old {1}, new {2}, cold swap {3}: {4}")
    @CsvSource({
        // green, proven
        "g,    g,   g,   '', Pass",
        // a certain loss is broken at first sight, and nobody knows yet whose fault it is
        "S,    g,   g,   '', BrokenUnattributed",
        "S,    '',  '',  '', BrokenUnattributed",
        // a control that is red too
        "S,    S,   g,   '', BrokenInOld",
        "S,    g,   S,   '', BrokenInNew",
        "S,    S,   S,   '', BrokenInNew",
        "SSS,  ggg, ggS, g,  BrokenInNew",
        "SSS,  gSg, ggg, g,  BrokenInOld",
        // the store, not the mix
        "S,    g,   g,   S,  BrokenByUpgrade",
        "SSS,  ggg, ggg, S,  BrokenByUpgrade",
        // the mix: 3 of 3 against 0 of 6
        "SSS,  ggg, ggg, g,  BrokenByMix",
        "SSSS, ggg, ggg, g,  BrokenByMix",
        "SS,   ggg, ggg, g,  BrokenUnattributed",
        "SSg,  ggg, ggg, g,  BrokenUnattributed",
        "SSS,  gg,  ggg, g,  BrokenUnattributed",
        "SSS,  ggg, gg,  g,  BrokenUnattributed",
        // runs that tell nothing do not count as green
        "SSS,  ggv, ggg, g,  BrokenUnattributed",
        "SSS,  ggc, ggg, g,  BrokenUnattributed",
        "SSSv, ggg, ggg, g,  BrokenByMix",
        // liveness has to be red twice
        "l,    g,   g,   '', Suspect",
        "lg,   g,   g,   '', Suspect",
        "ll,   g,   g,   '', BrokenUnattributed",
        "lgl,  g,   g,   '', BrokenUnattributed",
        "lll,  ggg, ggg, g,  BrokenByMix",
        "l,    l,   g,   '', BrokenInOld",
        "l,    g,   l,   '', BrokenInNew",
        // a cold swap that shows nothing is not green
        "SSS,  ggg, ggg, v,  BrokenUnattributed",
        "SSS,  ggg, ggg, c,  BrokenUnattributed",
        "SSS,  ggg, ggg, vg, BrokenByMix",
        "lll,  ggg, ggg, o,  BrokenUnattributed",
        "SSS,  ggg, ggg, '', BrokenUnattributed",
        // an overloaded run shows nothing about liveness, neither red nor green
        "O,    g,   g,   '', Unknown",
        "Ol,   g,   g,   '', Suspect",
        "OO,   g,   g,   '', Unknown",
        "Og,   g,   g,   '', Pass",
        "l,    O,   g,   '', Suspect",
        "P,    g,   g,   '', BrokenUnattributed",
        // an overloaded green proves no liveness
        "lll,  ggo, ggg, g,  BrokenUnattributed",
        "SSS,  ggo, ggg, g,  BrokenByMix",
        // safety without its witness in the store has to be red twice as well
        "s,    g,   g,   '', Suspect",
        "ss,   g,   g,   '', BrokenUnattributed",
        // the witness lies wholly in a phase in which one release ran alone
        "0,    g,   g,   '', BrokenInOld",
        // the last phase runs on a store that the other one wrote (docs/adr/0021)
        "2,    g,   g,   '', BrokenUnattributed",
        "2,    g,   g,   S,  BrokenByUpgrade",
        "1,    g,   g,   '', BrokenUnattributed",
        "01,   g,   g,   '', BrokenUnattributed",
        "02,   g,   g,   '', BrokenUnattributed",
        // one run with a witness where the old one ran alone, and one in the mix (docs/adr/0023)
        "B,    g,   g,   '', BrokenUnattributed",
        "B,    S,   g,   '', BrokenInOld",
        "B,    g,   S,   '', BrokenInNew",
        "B,    g,   g,   S,  BrokenByUpgrade",
        "BBB,  ggg, ggg, g,  BrokenUnattributed",
        "0SS,  ggg, ggg, g,  BrokenUnattributed",
        // not promised
        "L,    g,   g,   '', Pass",
        "u,    g,   g,   '', Pass",
        "U,    g,   g,   '', BrokenUnattributed",
        // nothing red
        "v,    g,   g,   '', Vacuous",
        "o,    g,   g,   '', Unknown",
        "i,    g,   g,   '', Unknown",
        "c,    g,   g,   '', Crashed",
        "vg,   g,   g,   '', Pass",
        "og,   g,   g,   '', Pass",
        "oo,   g,   g,   '', Unknown",
        "cc,   g,   g,   '', Crashed",
        "cg,   g,   g,   '', Pass",
        // a crash excuses what it may only seem to show, and never a loss
        "x,    g,   g,   '', Crashed",
        "C,    g,   g,   '', BrokenUnattributed",
        "'',   g,   g,   '', Skipped",
    })
    void the_verdict_on_a_subject(String mix, String old, String next, String coldSwap, String verdict) {
        assertThat(name(Attribution.verdict(Runs.rounds(mix, old, next, coldSwap)))).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "CONTROL_OLD, g,  Pass",
        "CONTROL_OLD, S,  BrokenInOld",
        "CONTROL_NEW, S,  BrokenInNew",
        "CONTROL_NEW, l,  Suspect",
        "CONTROL_NEW, ll, BrokenInNew",
        "CONTROL_OLD, ll, BrokenInOld",
        "CONTROL_OLD, v,  Vacuous",
        "CONTROL_NEW, c,  Crashed",
    })
    void a_control_has_a_verdict_of_its_own(CellRole role, String own, String verdict) {
        assertThat(name(Attribution.verdict(Runs.control(role, own)))).isEqualTo(verdict);
    }

    @Test
    void the_counts_are_those_of_the_promise_among_the_runs_that_tell_of_it() {
        Rounds rounds = Runs.rounds("Svc", "v", "g", "");
        assertThat(Attribution.evidence(rounds)).isEqualTo("1/1 mix, 0/0 old, 0/1 new");
        assertThat(Attribution.promises(rounds)).containsExactly(Map.entry("promise", Attribution.verdict(rounds)));
        assertThat(Attribution.evidence(Runs.control(CellRole.CONTROL_OLD, "Sg"))).isEqualTo("1/2 own");
        assertThat(Attribution.evidence(Runs.rounds("g", "g", "g", ""))).isEmpty();
        assertThat(Attribution.promises(Runs.rounds("u", "g", "g", ""))).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "S, ''",
        "v, v2.14.5 led nothing while mixed",
        "o, machine overloaded: stalled",
        "C, crashed: no disk",
        "i, interrupted: Ctrl-C",
    })
    void what_a_run_lacks_for_a_proof(char run, String lacks) {
        assertThat(Attribution.unproven(Runs.run(run))).isEqualTo(lacks);
    }

    @Test
    void the_walk_cold_swap_itself_is_broken_by_the_upgrade() {
        assertThat(Attribution.verdict(Runs.rounds(Cells.coldSwap(), "S", "g", "g", "")))
                .isInstanceOf(Verdict.BrokenByUpgrade.class);
    }

    @Test
    void a_cell_with_one_release_only_has_nobody_else_to_blame() {
        var alone = Cells.cell("static", CellRole.SUBJECT,
                Mix.all(Cells.NEW, 3),
                Mix.all(Cells.NEW, 3),
                Mix.all(Cells.NEW, 3));
        assertThat(Attribution.verdict(Runs.rounds(alone, "S", "", "", ""))).isInstanceOf(Verdict.BrokenInNew.class);
    }

    @Test
    void the_counts_are_printed() {
        assertThat(Attribution.verdict(Runs.rounds("SgS", "ggg", "ggg", "")).why())
                .isEqualTo("promise: 2/3 mix, 0/3 old, 0/3 new");
        assertThat(Attribution.verdict(Runs.rounds("SSS", "ggg", "ggS", "g")).why())
                .isEqualTo("promise: 3/3 mix, 0/3 old, 1/3 new, cold swap green");
    }

    @Test
    void what_one_release_also_did_alone_is_said() {
        assertThat(Attribution.verdict(Runs.rounds("BBB", "ggg", "ggg", "g")).why())
                .isEqualTo("promise: 3/3 mix, 0/3 old, 0/3 new, cold swap green; also while v2.12.15 ran alone");
    }

    /** The mix is what the verdict is about: what the old one did before it comes after. */
    @Test
    void of_two_witnesses_the_one_in_the_mix_is_shown_first() {
        Rounds rounds = Runs.rounds("B", "g", "g", "");
        assertThat(Attribution.findings(rounds, rounds.mix().getFirst()))
                .extracting(finding -> finding.witness().phase())
                .containsExactly(1, 0);
    }

    @Test
    void a_cold_swap_that_shows_nothing_is_said_not_to() {
        assertThat(Attribution.verdict(Runs.rounds("SSS", "ggg", "ggg", "v")).why())
                .startsWith("promise: 3/3 mix, 0/3 old, 0/3 new, cold swap not shown");
    }

    /** half-way-and-back: the old release alone, a mix, the old release alone on what the new one wrote. */
    @Test
    void a_release_that_comes_back_is_not_alone() {
        var back = Cells.cell("half-way-and-back", CellRole.SUBJECT,
                Mix.all(Cells.OLD, 3),
                new Mix(List.of(Cells.OLD, Cells.OLD, Cells.NEW)),
                Mix.all(Cells.OLD, 3));
        assertThat(Attribution.verdict(Runs.rounds(back, "2", "g", "g", "")))
                .isInstanceOf(Verdict.BrokenUnattributed.class);
        assertThat(Attribution.verdict(Runs.rounds(back, "0", "g", "g", ""))).isInstanceOf(Verdict.BrokenInOld.class);
    }

    @ParameterizedTest(name = "{0}: run {1}")
    @CsvSource({
        // of what is broken the run that shows it, beyond doubt if there is such a one
        "S,   0",
        "gS,  1",
        "sS,  1",
        "ss,  0",
        "xl,  1",
        // of a pass the clean one
        "cg,  1",
        "xg,  1",
        "gv,  0",
        // else the last
        "ov,  1",
        "cc,  1",
    })
    void the_run_to_show_is_the_one_that_the_verdict_is_about(String mix, int shown) {
        assertThat(Attribution.shown(Runs.rounds(mix, "g", "g", ""))).isEqualTo(shown);
    }

    /** Run 1 was unsettled once, run 2 lost a message: the verdict and what is shown are about the loss. */
    @Test
    void what_the_verdict_rests_on_comes_first() {
        Finding settles = Runs.finding("settles", PromiseKind.LIVENESS, false);
        Finding lost = Runs.finding("acked-message-kept", PromiseKind.SAFETY, true);
        Rounds rounds = new Rounds(Cells.upgrade(), List.of(Runs.found(settles), Runs.found(settles, lost)),
                Runs.runs("g"), Runs.runs("g"), List.of(), true);
        assertThat(Attribution.promise(rounds)).contains("acked-message-kept");
        assertThat(Attribution.shown(rounds)).isEqualTo(1);
        assertThat(Attribution.findings(rounds, rounds.mix().get(1))).containsExactly(lost, settles);
    }

    @Test
    void what_was_not_run_again_for_lack_of_time_is_said() {
        Rounds rounds = new Rounds(
                Cells.upgrade(), Runs.runs("l"), Runs.runs("g"), Runs.runs("g"), List.of(), false);
        assertThat(Attribution.verdict(rounds).why()).endsWith("not run again, no time was left");
    }

    @Test
    void a_pass_says_why_it_was_run_before() {
        assertThat(Attribution.verdict(Runs.rounds("cg", "g", "g", "")).why()).startsWith("clean in run 2; run 1: ");
        assertThat(Attribution.verdict(Runs.rounds("go", "g", "g", "")).why()).isEqualTo("clean in run 1");
    }

    @Test
    void what_is_missing_is_named() {
        assertThat(Attribution.verdict(Runs.rounds("v", "g", "g", "")).why()).contains("led nothing while mixed");
        assertThat(Attribution.verdict(Runs.rounds("o", "g", "g", "")).why()).isEqualTo("machine overloaded: stalled");
        assertThat(Attribution.verdict(new Rounds(Cells.upgrade(), List.of(), List.of(), List.of(), List.of(),
                true)).why()).isEqualTo("not run");
    }

    /** One gap that overlaps a stall excuses itself, and not the five minutes beside it. */
    @Test
    void what_overlaps_no_stall_is_red_beside_what_does() {
        Finding late = Runs.finding("available", PromiseKind.LIVENESS, false);
        assertThat(Redness.red(Runs.foundBesideAStall(late), "available")).isTrue();
        assertThat(Redness.tells(Runs.foundBesideAStall(), "available", PromiseKind.LIVENESS)).isFalse();
    }
}
