package natscompat.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import natscompat.model.catalog.Pace;
import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"4m,240000", "90s,90000", "1h30m,5400000", "500ms,500", "2d,172800000", "1m5s,65000"})
    void durationsHaveUnits(String typed, long millis) {
        assertThat(Quantities.duration("--budget", typed)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "0s", "-3m", "m", "4 minutes", "3s4m"})
    void whatIsNoDurationIsRefused(String typed) {
        assertThatThrownBy(() -> Quantities.duration("--budget", typed))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("--budget " + typed)
                .hasMessageContaining("90s");
    }

    @Test
    void aPaceIsARangeOrFixed() {
        assertThat(Quantities.pace("--interval", "3s-9s")).isEqualTo(new Pace(Duration.ofSeconds(3), Duration.ofSeconds(9)));
        assertThat(Quantities.pace("--interval", "5s")).isEqualTo(new Pace(Duration.ofSeconds(5), Duration.ofSeconds(5)));
        assertThatThrownBy(() -> Quantities.pace("--interval", "9s-3s"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("ends before it begins");
    }

    @ParameterizedTest
    @CsvSource({"200MB,209715200", "1g,1073741824", "17,17", "64KiB,65536"})
    void sizesHaveUnitsOfTenTwentyFour(String typed, long bytes) {
        assertThat(Quantities.bytes("--max-artifact", typed)).isEqualTo(bytes);
    }

    @Test
    void whatIsNoSizeIsRefused() {
        assertThatThrownBy(() -> Quantities.bytes("--max-artifact", "much"))
                .hasMessageContaining("--max-artifact much");
    }
}
