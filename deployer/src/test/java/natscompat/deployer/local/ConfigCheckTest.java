package natscompat.deployer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import natscompat.model.failure.FailureException;
import natscompat.testing.TestReleases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration is refused by the server that was to run with it. */
@Tag("real")
class ConfigCheckTest {
    private static final String CONF = "cluster { name: \"c\", listen: \"127.7.7.7:6222\", ping_interval: \"5s\" }\n";

    @TempDir
    Path folder;

    @Test
    void a_key_that_a_version_does_not_know_is_refused_in_its_own_words() {
        try (Starter starter = new Starter()) {
            ConfigCheck check = new ConfigCheck(starter);
            assertThatThrownBy(() -> check.check(TestReleases.built("v2.9.25"), CONF, folder))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("unknown field \"ping_interval\"");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void the_same_key_is_taken_by_a_version_that_knows_it() {
        try (Starter starter = new Starter()) {
            ConfigCheck check = new ConfigCheck(starter);
            assertThatCode(() -> check.check(TestReleases.built("v2.14.5"), CONF, folder)).doesNotThrowAnyException();
        }
    }
}
