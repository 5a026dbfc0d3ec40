package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import natscompat.deployer.kubernetes.FakeApiServer.Answer;
import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.Test;

class KubernetesVersionTest {
    private static Answer version(String minor) {
        return Answer.ok("{\"major\":\"1\",\"minor\":\"" + minor + "\",\"gitVersion\":\"v1." + minor + ".0\",\"gitCommit\":\"c\","
                + "\"gitTreeState\":\"clean\",\"buildDate\":\"2024-01-01T00:00:00Z\",\"goVersion\":\"go1\",\"compiler\":\"gc\","
                + "\"platform\":\"linux/amd64\"}");
    }

    private static void check(Answer answer) throws IOException {
        try (FakeApiServer fake = new FakeApiServer(request -> answer);
                ApiServer api = fake.open(Duration.ofMillis(300))) {
            new Surroundings(api).version();
        }
    }

    @Test
    void anOldOneIsRefusedBeforeAnythingIsMade() {
        assertThatThrownBy(() -> check(version("28"))).isInstanceOf(FailureException.class)
                .hasMessageContaining("it is Kubernetes 1.28, which has no native sidecars").hasMessageContaining("1.29 or later");
    }

    @Test
    void aNewOneAndOneThatDoesNotSayPass() {
        assertThatCode(() -> check(version("29+"))).doesNotThrowAnyException();
        assertThatCode(() -> check(version("34"))).doesNotThrowAnyException();
        assertThatCode(() -> check(Answer.status(403, "Forbidden", "no"))).doesNotThrowAnyException();
    }
}
