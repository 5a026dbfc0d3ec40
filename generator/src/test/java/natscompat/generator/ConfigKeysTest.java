package natscompat.generator;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.model.release.ServerVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of keys by version, where it is not monotone. */
class ConfigKeysTest {
    @ParameterizedTest
    @CsvSource({
        "CLUSTER_PING, 2.9.25, false",
        "CLUSTER_PING, 2.10.9, false",
        "CLUSTER_PING, 2.10.10, true",
        "CLUSTER_PING, 2.11.0, true",
        "CLUSTER_PING, 2.15.1, true",
        "JETSTREAM_META_COMPACT, 2.11.11, true",
        "JETSTREAM_META_COMPACT, 2.12.1, false",
        "JETSTREAM_META_COMPACT, 2.12.2, true",
        "JETSTREAM_MAX_CONCURRENT_IO, 2.12.14, true",
        "JETSTREAM_MAX_CONCURRENT_IO, 2.14.3, false",
        "JETSTREAM_MAX_CONCURRENT_IO, 2.14.4, true",
        "JETSTREAM_MAX_CONCURRENT_IO, 2.15.0-RC.1, true",
        "LOGTIME_UTC, 2.9.20, false",
        "LOGTIME_UTC, 2.9.21, true",
        "FEATURE_FLAGS, 2.12.15, false",
        "FEATURE_FLAGS, 3.0.0, true"
    })
    void a_key_is_known_from_the_first_patch_of_each_minor(ConfigKeys key, String version, boolean known) {
        assertThat(key.in(ServerVersion.of(version))).isEqualTo(known);
    }
}
