package natscompat.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenSizeTest {
    @Test
    void sttySaysRowsFirst() {
        assertThat(ScreenSize.parse("50 132\n")).contains(new ScreenSize(132, 50));
    }

    @Test
    void aTerminalThatDoesNotKnowItsSizeIsNotBelieved() {
        assertThat(ScreenSize.parse("0 0\n")).isEmpty();
        assertThat(ScreenSize.parse("stty: standard input: Inappropriate ioctl")).isEmpty();
    }

    @Test
    void columnsOfTheEnvironmentWin() {
        assertThat(ScreenSize.detect(Map.of("COLUMNS", "97")).columns()).isEqualTo(97);
    }
}
