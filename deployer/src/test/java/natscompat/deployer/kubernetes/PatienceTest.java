package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.model.failure.Category;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Trouble IMAGE = trouble("ErrImagePull", "See the registry.");

    private final AtomicLong seconds = new AtomicLong();
    private final AtomicReference<Duration> away = new AtomicReference<>(Duration.ZERO);
    private final Patience patience = new Patience(() -> seconds.get() * 1_000_000_000L, away::get);

    private static Trouble trouble(String why, String next) {
        return new Trouble(Category.ENVIRONMENT, "pod/p", why, next, Duration.ofSeconds(30));
    }

    private boolean overAt(long second, Optional<Trouble> now) {
        seconds.set(second);
        return patience.over(now).isPresent();
    }

    @Test
    void whatLastsIsGivenUpWhateverItsWordsMeanwhile() {
        assertThat(overAt(5, Optional.of(IMAGE))).isFalse();
        Trouble later = trouble("ImagePullBackOff", IMAGE.next());
        assertThat(overAt(34, Optional.of(later))).isFalse();
        seconds.set(35);
        assertThat(patience.over(Optional.of(later))).as("in the words of now").contains(later);
    }

    @Test
    void anotherTroubleAndNoneAtAllBeginTheTimeAnew() {
        assertThat(overAt(0, Optional.of(IMAGE))).isFalse();
        assertThat(overAt(29, Optional.of(trouble("no room", "Make room.")))).isFalse();
        assertThat(overAt(31, Optional.of(IMAGE))).isFalse();
        assertThat(overAt(60, Optional.empty())).isFalse();
        assertThat(overAt(62, Optional.of(IMAGE))).isFalse();
        assertThat(overAt(92, Optional.of(IMAGE))).isTrue();
    }

    @Test
    void whileTheApiServerIsAwayNobodyCanMendAnything() {
        assertThat(overAt(0, Optional.of(IMAGE))).isFalse();
        away.set(Duration.ofSeconds(60));
        assertThat(overAt(60, Optional.of(IMAGE))).isFalse();
        assertThat(overAt(90, Optional.of(IMAGE))).isTrue();
    }
}
