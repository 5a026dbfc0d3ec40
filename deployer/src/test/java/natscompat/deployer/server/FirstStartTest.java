package natscompat.deployer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.deployer.Fixture;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that runs, is what was started, and never is healthy: when that is told of its release, and when not. */
class FirstStartTest {
    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMillis(25);

    @TempDir
    Path folder;

    private final AtomicInteger starts = new AtomicInteger();

    private List<Event.NotFormed> told(boolean reachable, boolean runs, Runnable whenStarted) throws IOException {
        Fixture fixture = new Fixture(folder, "c");
        LonelyServer server = new LonelyServer(folder.resolve("store"), runs, () -> {
            starts.incrementAndGet();
            whenStarted.run();
        });
        LonelyCluster cluster = new LonelyCluster(server);
        Changes changes = new Changes(cluster, fixture.spec(Mix.all("v2.14.5", 1), Map.of()), List.of(server), next -> {}, LIMIT);
        assertThatThrownBy(() -> new FirstStart(changes, PATIENCE, reachable).run(LIMIT))
                .isInstanceOf(FailureException.class).hasMessageContaining("nobody answers");
        return fixture.events(Event.NotFormed.class);
    }

    @Test
    void oneThatBeganAnewAndWasLookedAtForLongIsTold() throws IOException {
        assertThat(told(true, true, () -> {})).singleElement().satisfies(never -> {
            assertThat(never.starts()).isEqualTo(starts.get()).isGreaterThan(1);
            assertThat(never.millis()).isGreaterThanOrEqualTo(LIMIT.toMillis());
            assertThat(never.detail()).contains("nobody answers");
        });
    }

    @Test
    void nothingIsToldWhereTheNetworkMayBeTheReason() throws IOException {
        assertThat(told(false, true, () -> {})).isEmpty();
        assertThat(starts).hasValueGreaterThan(1);
    }

    @Test
    void nothingIsToldOfOneThatHasEnded() throws IOException {
        assertThat(told(true, false, () -> {})).isEmpty();
    }

    /** Its process took nearly all of the time to begin: nobody has seen it fail for long. */
    @Test
    void nothingIsToldOfOneThatWasHardlyLookedAt() throws IOException {
        assertThat(told(true, true, () -> Waiting.pause("a slow start", LIMIT))).isEmpty();
        assertThat(starts).hasValue(1);
    }
}
