package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import natscompat.planner.walk.Walks;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void aBeginningIsNear() {
        assertThat(Names.near("rolling", List.of("random-reload", "rolling-restart"))).contains("rolling-restart");
    }

    @Test
    void theNearestOfSeveralIsMeant() {
        assertThat(Names.near("uprade", List.of("downgrade", "upgrade"))).contains("upgrade");
    }

    @Test
    void somethingElseIsNotNear() {
        assertThat(Names.near("partition", List.of("downgrade", "upgrade"))).isEmpty();
        assertThat(Names.near("", List.of("downgrade"))).isEmpty();
    }

    @Test
    void distancesCountLetters() {
        assertThat(Names.distance("kill", "kill")).isZero();
        assertThat(Names.distance("kill", "kil")).isEqualTo(1);
        assertThat(Names.distance("kill", "skull")).isEqualTo(2);
    }

    @Test
    void whatIsListedHasANameToTypeAndOneLine() {
        assertThat(Walks.all()).extracting(walk -> walk.name()).doesNotHaveDuplicates().allMatch(n -> n.matches("[a-z-]+"));
        assertThat(Walks.all()).extracting(walk -> walk.line()).allMatch(l -> !l.isBlank() && !l.endsWith("."));
        assertThat(Profiles.all()).extracting(Profile::line).allMatch(l -> !l.isBlank() && !l.endsWith("."));
    }

    @Test
    void timesAreSaidAsTheyAreTyped() {
        assertThat(Words.time(Duration.ofSeconds(90))).isEqualTo("1m30s");
        assertThat(Words.time(Duration.ofMinutes(65))).isEqualTo("1h5m");
        assertThat(Words.time(Duration.ofMillis(2250))).isEqualTo("2.2s");
        assertThat(Words.time(Duration.ZERO)).isEqualTo("0s");
    }
}
