package natscompat.planner.walk;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.model.release.ServerVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseLinesTest {
    @ParameterizedTest
    @CsvSource({
        "2.14.1, 2.14.5, 0",
        "2.11.17, 2.12.15, 0",
        "2.12.15, 2.14.5, 0",
        "2.14.5, 2.12.15, 0",
        "2.14.5, 2.15.1, 0",
        "2.11.17, 2.14.5, 1",
        "2.12.15, 2.15.1, 1",
        "2.9.25, 2.14.5, 3",
        "2.15.1, 3.0.0, 1",
    })
    void thirteenWasNeverReleased(String one, String other, int between) {
        assertThat(ReleaseLines.between(ServerVersion.of(one), ServerVersion.of(other))).isEqualTo(between);
    }
}
