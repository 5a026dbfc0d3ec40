package natscompat.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerNameTest {
    @Test
    void a_server_that_joined_anew_is_the_same_to_us() {
        assertThat(ServerName.joined("nc-x-1-2", 0)).isEqualTo("nc-x-1-2");
        assertThat(ServerName.joined("nc-x-1-2", 3)).isEqualTo("nc-x-1-2-r3");
        assertThat(ServerName.plain("nc-x-1-2-r3")).isEqualTo("nc-x-1-2");
        assertThat(ServerName.plain("nc-r1-2")).isEqualTo("nc-r1-2");
    }
}
