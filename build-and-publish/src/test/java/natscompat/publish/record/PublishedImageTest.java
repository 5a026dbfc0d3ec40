package natscompat.publish.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What node-images.txt says, and what it may not say. */
class PublishedImageTest {
    private static final String DIGEST = "@sha256:" + "0".repeat(64);

    @TempDir
    Path built;

    private void images(String text) throws IOException {
        Files.writeString(built.resolve("node-images.txt"), text);
    }

    @Test
    void a_line_names_a_release_and_its_image() throws IOException {
        images("# mine\n\nv2.14.5 host:5000/a" + DIGEST + "\nv2.15.0-RC.1   host:5000/b" + DIGEST + " # new\n");
        assertThat(PublishedImage.read(built)).extracting(PublishedImage::toString).containsExactly(
                "PublishedImage[name=v2.14.5, version=2.14.5, reference=host:5000/a" + DIGEST + ", arch=Optional.empty]",
                "PublishedImage[name=v2.15.0-RC.1, version=2.15.0-RC.1, reference=host:5000/b" + DIGEST + ", arch=Optional.empty]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "v2.14.5 host:5000/a:v2.14.5 | line 2 | it is not a name and an image with its digest",
        "main-0123456789ab host:5000/a@DIGEST | line 2 | nothing says which version",
        "v2.14.4 host:5000/b@DIGEST | line 2 | has the name v2.14.4 already",
    })
    void another_line_is_refused_with_its_number(String line, String place, String words) throws IOException {
        images("v2.14.4 host:5000/a" + DIGEST + "\n" + line.replace("@DIGEST", DIGEST) + "\n");
        assertThatThrownBy(() -> PublishedImage.read(built))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(words);
    }

    @Test
    void what_was_built_from_here_says_for_which_processor() throws IOException {
        new BuiltRecord(built, built).add(BuiltRecordTest.entry("v2.14.5", "c", "2.14.5", 1, DIGEST.substring(1)), false);
        assertThat(PublishedImage.read(built)).extracting(PublishedImage::arch).containsExactly(Optional.of("amd64"));
    }

    @Test
    void the_runner_says_so_too_where_the_ledger_knows_it() throws IOException {
        assertThat(PublishedRunner.read(built)).isEmpty();
        String image = "host:5000/nats/nats-compat" + DIGEST;
        new BuiltRecord(built, built).add(new RunnerEntry(1, "0.1", image, "java", "java@sha256:1", "linux", "arm64",
                Instant.EPOCH, Duration.ZERO));
        assertThat(PublishedRunner.read(built)).contains(new PublishedRunner(image, Optional.of("arm64")));
        Files.delete(built.resolve("runner-ledger.jsonl"));
        assertThat(PublishedRunner.read(built)).contains(new PublishedRunner(image, Optional.empty()));
    }

    @Test
    void no_file_and_an_empty_one_say_how_to_publish() throws IOException {
        assertThatThrownBy(() -> PublishedImage.read(built)).hasMessageContaining("bin/build-and-publish node");
        images("# none\n");
        assertThatThrownBy(() -> PublishedImage.read(built)).hasMessageContaining("it names none");
    }
}
