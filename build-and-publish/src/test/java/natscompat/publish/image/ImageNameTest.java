package natscompat.publish.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {
    @ParameterizedTest
    @CsvSource({"localhost:5000/nats,true", "127.0.0.1:5000/a/b,true", "registry.example.org/nats,false"})
    void plain_http_is_all_right_only_on_this_machine(String text, boolean loopback) {
        assertThat(ImageName.parse(text).loopback()).isEqualTo(loopback);
    }

    @Test
    void the_parts_are_told_apart() {
        assertThat(ImageName.parse("localhost:5000/nats/nats-server"))
                .isEqualTo(new ImageName("localhost:5000", "nats/nats-server", "localhost:5000/nats/nats-server"));
    }

    @Test
    void what_is_no_name_is_refused() {
        assertThatThrownBy(() -> ImageName.parse("Not A Registry")).isInstanceOf(FailureException.class);
    }

    @Test
    void plain_http_is_allowed_for_the_registry_that_was_named_and_on_this_machine() {
        ImageName target = ImageName.parse("registry.example.org:5000/nats");

        assertThat(ImageName.parse("registry.example.org:5000/java").plainHttp(true, target)).isTrue();
        assertThat(ImageName.parse("registry.example.org:5001/java").plainHttp(true, target)).isFalse();
        assertThat(ImageName.parse("eclipse-temurin").plainHttp(true, target)).isFalse();
        assertThat(target.plainHttp(false, target)).isFalse();
        assertThat(ImageName.parse("localhost:5000/java").plainHttp(false, target)).isTrue();
    }
}
