package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import natscompat.model.failure.FailureException;
import natscompat.publish.PullRegistry;
import natscompat.publish.ReleaseOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedReleasesTest {
    @TempDir
    Path folder;

    @Test
    void anImageIsTakenByItsDigestOnly() {
        Map<String, String> environment = Map.of("NATS_COMPAT_CACHE", folder.toString(), "PATH", "/usr/bin:/bin");
        PublishedReleases releases = new PublishedReleases(
                ReleaseOptions.from(Optional.empty(), Optional.empty(), true, environment), folder, "localhost:5000/nats",
                PullRegistry.SAME, true, notice -> {});
        String digest = "@sha256:" + "ab".repeat(32);
        assertThat(releases.resolve("image:nats:2.14.5" + digest).origin()).isEqualTo("nats:2.14.5" + digest);
        assertThatThrownBy(() -> releases.resolve("image:nats:2.14.5"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("image:REF@sha256:DIGEST");
    }
}
