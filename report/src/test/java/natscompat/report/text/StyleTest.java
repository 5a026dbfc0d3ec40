package natscompat.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleTest {
    private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color", "LANG", "de_DE.UTF-8");

    @Test
    void aTerminalHasColours() {
        assertThat(Style.of(true, XTERM)).isEqualTo(new Style(true, true));
    }

    @Test
    void aFileHasNone() {
        assertThat(Style.of(false, XTERM).colour()).isFalse();
    }

    @Test
    void anEmptyNoColorRefusesNothing() {
        assertThat(Style.of(true, Map.of("TERM", "xterm", "NO_COLOR", "")).colour()).isTrue();
        assertThat(Style.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1")).colour()).isFalse();
    }

    @Test
    void aDumbTerminalHasNone() {
        assertThat(Style.of(true, Map.of("TERM", "dumb")).colour()).isFalse();
        assertThat(Style.of(true, Map.of()).colour()).isFalse();
    }

    @Test
    void coloursCanBeForcedButNotAgainstNoColor() {
        assertThat(Style.of(false, Map.of("CLICOLOR_FORCE", "1")).colour()).isTrue();
        assertThat(Style.of(false, Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1")).colour()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"C.UTF-8,,true", "C,en_US.UTF-8,false", ",en_US.utf8,true", ",C,false"})
    void theFirstLocaleThatIsSetDecides(String all, String lang, boolean unicode) {
        Map<String, String> environment =
                Map.of("LC_ALL", all == null ? "" : all, "LANG", lang == null ? "" : lang);
        assertThat(Style.of(true, environment).unicode()).isEqualTo(unicode);
    }

    @Test
    void cuttingCountsTheEllipsis() {
        assertThat(new Style(false, true).cut("abcdef", 4)).isEqualTo("abc\u2026");
        assertThat(Style.plain().cut("abcdef", 4)).isEqualTo("ab..");
        assertThat(Style.plain().cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Style.plain().cut("abcdef", 1)).isEqualTo("a");
        assertThat(Style.plain().cut("abcdef", 0)).isEmpty();
    }

    @Test
    void onlyInkedTextIsPaintedAndOnlyWithColours() {
        assertThat(new Style(true, false).paint(Ink.BAD, "x")).isEqualTo("\u001b[1;31mx\u001b[0m");
        assertThat(new Style(true, false).paint(Ink.PLAIN, "x")).isEqualTo("x");
        assertThat(Style.plain().paint(Ink.BAD, "x")).isEqualTo("x");
    }
}
