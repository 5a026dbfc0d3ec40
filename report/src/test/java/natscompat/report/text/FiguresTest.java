package natscompat.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0,0 ms", "350,350 ms", "1000,1 s", "2540,2.5 s", "9999,10 s", "45400,45 s", "89499,89 s", "89999,1 min 30 s",
        "120000,2 min", "160000,2 min 40 s", "3600000,1 h", "3900000,1 h 5 min"
    })
    void timesAreRoundedToWhatMatters(long millis, String text) {
        assertThat(Figures.time(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0:00", "7,0:07", "754,12:34", "3723,1:02:03", "-5,0:00"})
    void clocksHaveFixedPlaces(long seconds, String text) {
        assertThat(Figures.clock(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0 KiB", "1,1 KiB", "1048576,1 MiB", "1300000000,1.2 GiB"})
    void bytesHaveOneUnit(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void oneIsNotMany() {
        assertThat(Figures.count(1, "cell")).isEqualTo("1 cell");
        assertThat(Figures.count(12_345, "cell")).isEqualTo("12,345 cells");
    }
}
