package natscompat.checker.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import natscompat.model.plan.CellRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RerunsTest {
    private static String wanted(Rounds rounds) {
        return Attribution.wantsRerun(rounds)
                .map(r -> r.mix() + " " + r.old() + " " + r.next() + (r.coldSwap() ? " cold" : "")
                        + (r.alone() ? " alone" : ""))
                .orElse("nothing");
    }

    @ParameterizedTest(name = "mix {0}, old {1}, new {2}, cold swap {3}: {4}")
    @CsvSource({
        "g,    g,   g,   '', nothing",
        "v,    g,   g,   '', nothing",
        "L,    g,   g,   '', nothing",
        // once is not twice: look again before anything else
        "l,    g,   g,   '', 1 0 0",
        "s,    '',  '',  '', 1 0 0",
        "lg,   g,   g,   '', nothing",
        // broken: two more rounds of everything, and the cold swap
        "S,    g,   g,   '', 2 2 2 cold",
        "ll,   g,   g,   '', 1 2 2 cold",
        "SSS,  ggg, ggg, '', 0 0 0 cold",
        "SSS,  ggg, ggg, g,  nothing",
        // a cold swap that shows nothing is run once more, and not for ever
        "SSS,  ggg, ggg, v,  0 0 0 cold",
        "SSS,  ggg, ggg, vv, nothing",
        "SSS,  ggg, ggg, vg, nothing",
        // nothing could make it the mix any more
        "S,    S,   g,   '', nothing",
        "S,    g,   S,   '', nothing",
        "S,    g,   g,   S,  nothing",
        "SSg,  ggg, ggg, g,  nothing",
        "0,    g,   g,   '', nothing",
        // too slow: once more, alone
        "o,    g,   g,   '', 1 0 0 alone",
        "O,    g,   g,   '', 1 0 0 alone",
        "oo,   g,   g,   '', nothing",
        "og,   g,   g,   '', nothing",
        // so is a crash of ours, which says nothing about the machine; who is told to stop is not asked again
        "c,    g,   g,   '', 1 0 0 alone",
        "cc,   g,   g,   '', nothing",
        "cg,   g,   g,   '', nothing",
        "i,    g,   g,   '', nothing",
        // a run that told nothing is made up for
        "S,    v,   g,   g,  2 3 2",
    })
    void what_is_run_again(String mix, String old, String next, String coldSwap, String wanted) {
        assertThat(wanted(Runs.rounds(mix, old, next, coldSwap))).isEqualTo(wanted);
    }

    @Test
    void runs_that_tell_nothing_are_not_made_up_for_for_ever() {
        assertThat(wanted(Runs.rounds("SSS", "vvvvvv", "ggg", "g"))).isEqualTo("nothing");
    }

    @Test
    void a_control_is_only_looked_at_a_second_time() {
        assertThat(wanted(Runs.control(CellRole.CONTROL_OLD, "l"))).isEqualTo("1 0 0");
        assertThat(wanted(Runs.control(CellRole.CONTROL_OLD, "S"))).isEqualTo("nothing");
    }

    @Test
    void it_says_why() {
        Optional<Rerun> rerun = Attribution.wantsRerun(Runs.rounds("S", "g", "g", ""));
        assertThat(rerun.orElseThrow().why()).isEqualTo("whose fault it is: promise 1/1 mix, 0/1 old, 0/1 new");
    }
}
