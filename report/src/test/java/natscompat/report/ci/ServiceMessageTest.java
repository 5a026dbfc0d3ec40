package natscompat.report.ci;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceMessageTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '"', value = {"a|b a||b", "it's it|'s", "[x] |[x|]", "\u00fc |0x00FC", "\u2713 |0x2713"})
    void whatTeamCityReadsAsSyntaxIsEscaped(String value, String escaped) {
        assertThat(ServiceMessage.escape(value)).isEqualTo(escaped);
    }

    @Test
    void lineBreaksAndControlSignsStayInTheLine() {
        assertThat(ServiceMessage.escape("a\nb\rc\u001b[0m\td")).isEqualTo("a|nb|rc|0x001B|[0m|0x0009d");
    }

    @Test
    void aSignBeyondTheBasicPlaneIsItsTwoSurrogates() {
        assertThat(ServiceMessage.escape("\ud83d\ude80")).isEqualTo("|0xD83D|0xDE80");
    }

    @Test
    void attributesKeepTheirOrder() {
        assertThat(ServiceMessage.named("testFailed").with("name", "a / b").with("message", "x]"))
                .hasToString("##teamcity[testFailed name='a / b' message='x|]']");
    }
}
