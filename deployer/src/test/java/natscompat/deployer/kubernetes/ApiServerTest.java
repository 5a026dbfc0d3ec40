package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.deployer.kubernetes.FakeApiServer.Answer;
import natscompat.model.failure.Category;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;

/** An API server that goes away and comes back, or does not. */
class ApiServerTest {
    private static final ApiRequest PODS = ApiRequest.onAll("list", "pods");
    private static final Duration SHORT = Duration.ofMillis(300);

    private static int pods(ApiServer api) {
        return api.ask(PODS, client -> client.pods().inNamespace(api.namespace()).list().getItems()).size();
    }

    @Test
    void aServerThatWasThereIsWaitedForAndThenAskedAgain() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (FakeApiServer fake = new FakeApiServer(request -> {
                    if (request.getRequestURI().getPath().equals("/readyz")) {
                        return asked.incrementAndGet() < 3 ? Answer.status(500, "NotReady", "not yet") : Answer.ok("ok");
                    }
                    return asked.incrementAndGet() == 2
                            ? Answer.status(503, "ServiceUnavailable", "shutting down")
                            : Answer.ok("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[]}");
                });
                ApiServer api = fake.open(Duration.ofSeconds(20))) {
            assertThat(pods(api)).isZero();
            assertThat(fake.notes).isEmpty();

            assertThat(pods(api)).isZero();

            assertThat(fake.notes).hasSize(2);
            assertThat(fake.notes.getFirst()).contains("is away (status 503, shutting down)", "at most 20 s");
            assertThat(fake.notes.getLast()).contains("is back after");
        }
    }

    @Test
    void theTimeThatItIsAwayIsNotCountedOfAWait() throws IOException {
        // Each look for it is half a second after the one before.
        AtomicInteger asked = new AtomicInteger();
        try (FakeApiServer fake = new FakeApiServer(request -> asked.incrementAndGet() > 1 && asked.get() < 5
                        ? Answer.status(503, "ServiceUnavailable", "shutting down")
                        : Answer.ok("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[]}"));
                ApiServer api = fake.open(Duration.ofSeconds(20))) {
            AtomicInteger looks = new AtomicInteger();
            assertThat(pods(api)).isZero();

            int there = api.patiently("what takes three looks", SHORT, Duration.ofMillis(10), () -> {
                pods(api);
                return looks.incrementAndGet() < 3 ? Waiting.Look.notYet("look") : Waiting.Look.there(looks.get());
            });

            assertThat(there).isEqualTo(3);
            assertThat(api.away()).isGreaterThan(SHORT);
        }
    }

    @Test
    void aServerThatStaysAwayIsWaitedForNoLongerThanItsLimit() throws IOException {
        try (FakeApiServer fake =
                        new FakeApiServer(request -> Answer.ok("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[]}"));
                ApiServer api = fake.open(SHORT)) {
            assertThat(pods(api)).isZero();
            fake.goAway();

            FailureException thrown = catchThrowableOfType(FailureException.class, () -> pods(api));

            assertThat(thrown.failure().category()).isEqualTo(Category.ENVIRONMENT);
            assertThat(thrown.failure().text())
                    .contains("list pods in namespace qualify", "was away for 0 s", "Run the same command again");
        }
    }

    @Test
    void aServerThatNeverAnsweredIsNotWaitedFor() throws IOException {
        try (FakeApiServer fake = new FakeApiServer(request -> Answer.ok("{}"));
                ApiServer api = fake.open(Duration.ofHours(1))) {
            fake.goAway();

            FailureException thrown = catchThrowableOfType(FailureException.class, () -> pods(api));

            assertThat(thrown.failure().text())
                    .contains(fake.url() + " does not answer: connection refused", "kubectl config current-context");
            assertThat(fake.notes).isEmpty();
        }
    }

    @Test
    void whoRunsInAPodWaitsForAServerThatHasNotAnsweredYet() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (FakeApiServer fake = new FakeApiServer(request -> asked.incrementAndGet() == 1
                        ? Answer.status(503, "ServiceUnavailable", "starting")
                        : Answer.ok("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[]}"));
                ApiServer api = fake.open(Duration.ofSeconds(20)).known()) {
            assertThat(pods(api)).isZero();
            assertThat(fake.notes).hasSize(2);
        }
    }

    @Test
    void whatIsNotThereIsEmptyAndWhatIsRefusedIsAFailure() throws IOException {
        try (FakeApiServer fake = new FakeApiServer(request -> request.getRequestURI().getPath().endsWith("/gone")
                        ? Answer.status(404, "NotFound", "pods \"gone\" not found")
                        : Answer.status(401, "Unauthorized", "Unauthorized"));
                ApiServer api = fake.open(SHORT)) {
            assertThat(api.find(new ApiRequest("get", "pods", "gone"),
                            client -> client.pods().inNamespace("qualify").withName("gone").get()))
                    .isEqualTo(Optional.empty());

            FailureException thrown = catchThrowableOfType(FailureException.class, () -> pods(api));

            assertThat(thrown.failure().text()).contains("does not accept these credentials");
        }
    }
}
