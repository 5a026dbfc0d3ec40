package natscompat.model.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import natscompat.model.time.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVersionTest {
    /** A pre-release comes before its release; its numbers count as numbers. */
    private static final List<String> ASCENDING = List.of("2.9.0", "2.9.25", "2.10.0-RC.2", "2.10.0-RC.10", "2.10.0-dev",
            "2.10.0-dev.1", "2.10.0", "2.10.1", "2.10.29", "2.14.5", "2.15.0-RC.1", "3.0.0");

    @Test
    void versionsHaveTheOrderInWhichTheyCame() {
        List<ServerVersion> expected = ASCENDING.stream().map(ServerVersion::of).toList();
        for (long seed = 1; seed <= 20; seed++) {
            List<ServerVersion> sorted = new ArrayList<>(Draws.of(seed).shuffled(expected));
            sorted.sort(null);
            assertThat(sorted).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.14.5", "v2.14.5", " v2.14.5 "})
    void aVersionIsReadWithAndWithoutItsV(String text) {
        assertThat(ServerVersion.of(text)).hasToString("2.14.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2.14", "main", "v2.14.5.1", "2.14.x", "99999999999.1.1", "file:v2.14.5"})
    void whatIsNoVersionIsNone(String text) {
        assertThat(ServerVersion.parse(text)).isEmpty();
    }

    @Test
    void aPreReleaseCountsAsItsReleaseForWhatItCan() {
        assertThat(ServerVersion.of("2.14.0-RC.1").atLeast(2, 14, 0)).isTrue();
        assertThat(ServerVersion.of("2.14.0-RC.1").atLeast(ServerVersion.of("2.14.0"))).isTrue();
        assertThat(ServerVersion.of("2.13.9").atLeast(2, 14, 0)).isFalse();
        assertThat(ServerVersion.of("2.10.9").atLeast(2, 9, 25)).isTrue();
    }

    @Test
    void theLineIsMajorAndMinor() {
        assertThat(ServerVersion.of("2.10.29").line()).isEqualTo("v2.10");
    }
}
