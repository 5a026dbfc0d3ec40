package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.model.release.ServerVersion;
import org.junit.jupiter.api.Test;

class VersionConstantTest {
    @Test
    void the_constant_is_read_and_its_comment_is_not() {
        String text = "const (\n\t// VERSION is the current version for the server.\n\tVERSION = \"2.15.0-RC.1\"\n)\n";

        assertThat(VersionConstant.in(text)).contains(ServerVersion.of("2.15.0-RC.1"));
    }

    @Test
    void sources_of_something_else_have_none() {
        assertThat(VersionConstant.in("const PROTO_VERSION = 1")).isEmpty();
    }

    @Test
    void what_a_binary_says_of_itself_is_read() {
        assertThat(VersionConstant.said("nats-server: v2.14.5\n")).contains(ServerVersion.of("2.14.5"));
        assertThat(VersionConstant.said("nginx 1.2.3")).isEmpty();
    }
}
