package natscompat.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import natscompat.model.time.Draws;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WrapTest {
    @Test
    void linesBreakAtBlanks() {
        assertThat(Wrap.wrap("one two  three\nfour", 9, "- ", "  ")).containsExactly("- one two", "  three", "  four");
    }

    @Test
    void aWordLongerThanALineIsBroken() {
        assertThat(Wrap.wrap("ab 0123456789012345 c", 12, "", "  "))
                .containsExactly("ab", "  0123456789", "  012345 c");
    }

    @Test
    void noTextIsAnEmptyLine() {
        assertThat(Wrap.wrap("", 20, "", "  ")).containsExactly("");
    }

    @RepeatedTest(200)
    void nothingIsLostAndNothingIsTooLong(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        Draws draws = Draws.of(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < draws.at("words").between(0, 40); i++) {
            text.append(draws.at("word", i).hex(draws.at("length", i).between(1, 25))).append(' ');
        }
        int width = draws.at("width").between(12, 100);
        var lines = Wrap.wrap(text.toString(), width, "* ", "  ");
        assertThat(lines).as("seed %d", seed).allMatch(line -> line.length() <= width);
        assertThat(lines.stream().map(l -> l.substring(Math.min(2, l.length()))).collect(Collectors.joining()).replace(" ", ""))
                .as("seed %d", seed)
                .isEqualTo(text.toString().replace(" ", ""));
    }
}
