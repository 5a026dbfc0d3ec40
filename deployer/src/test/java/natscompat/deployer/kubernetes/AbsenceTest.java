package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;

class AbsenceTest {
    private static final Duration WHILE = Duration.ofMillis(20);

    private final Absence absence = new Absence();

    @Test
    void nobody_waited_yet() {
        assertThat(absence.sofar()).isZero();
    }

    @Test
    void the_time_counts_once_however_many_wait() {
        long began = System.nanoTime();
        assertThat(absence.begins()).isTrue();
        assertThat(absence.begins()).isFalse();
        Waiting.pause("an absence", WHILE);
        assertThat(absence.ends()).isEmpty();
        assertThat(absence.ends()).hasValueSatisfying(took -> assertThat(took).isGreaterThanOrEqualTo(WHILE));
        assertThat(absence.sofar()).isBetween(WHILE, Duration.ofNanos(System.nanoTime() - began));
    }

    @Test
    void it_counts_while_somebody_still_waits_and_no_longer() {
        absence.begins();
        Waiting.pause("an absence", WHILE);
        assertThat(absence.sofar()).isGreaterThanOrEqualTo(WHILE);
        absence.ends();
        Duration all = absence.sofar();
        Waiting.pause("a presence", WHILE);
        assertThat(absence.sofar()).isEqualTo(all);
        assertThat(absence.begins()).isTrue();
    }
}
