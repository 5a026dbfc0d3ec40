package natscompat.publish.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import natscompat.model.failure.FailureException;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ServerVersion;
import natscompat.publish.cache.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltRecordTest {
    @TempDir
    Path temp;

    private BuiltRecord record() {
        return new BuiltRecord(temp.resolve("built"), temp.resolve("locks"));
    }

    static LedgerEntry entry(String name, String commit, String version, int minute, String digest) {
        Instant time = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(minute));
        Provenance provenance = new Provenance(
                1, ReleaseSource.REPOSITORY, commit, "repo", Optional.empty(), Optional.of(time), ServerVersion.of(version),
                commit, false, "go1.26.8", List.of("-trimpath"), Map.of(), "linux", "amd64", "binary of " + commit, 1, time,
                Duration.ofSeconds(9));
        LedgerEntry.Push push = new LedgerEntry.Push(
                "localhost:5000/nats/nats-server", digest, List.of(commit), "jib", Optional.empty(), time, Duration.ZERO);
        return new LedgerEntry(1, name, name, provenance, digest.isEmpty() ? Optional.empty() : Optional.of(push));
    }

    private List<String> images() throws IOException {
        return Files.readAllLines(temp.resolve("built/node-images.txt"));
    }

    @Test
    void images_stand_in_release_order_whatever_came_first() throws IOException {
        record().add(entry("main-c", "c", "2.15.0-dev", 9, "sha256:3"), false);
        record().add(entry("v2.9.25", "a", "2.9.25", 1, "sha256:1"), false);
        record().add(entry("v2.10.29", "b", "2.10.29", 2, "sha256:2"), false);

        assertThat(images())
                .containsExactly(
                        "v2.9.25 localhost:5000/nats/nats-server@sha256:1",
                        "v2.10.29 localhost:5000/nats/nats-server@sha256:2",
                        "main-c localhost:5000/nats/nats-server@sha256:3");
    }

    @Test
    void an_entry_that_says_nothing_new_is_not_added_unless_forced() throws IOException {
        record().add(entry("v1", "a", "2.9.25", 1, "sha256:1"), false);
        record().add(entry("v1", "a", "2.9.25", 1, "sha256:1"), false);
        assertThat(record().read()).hasSize(1);

        record().add(entry("v1", "a", "2.9.25", 1, "sha256:1"), true);

        assertThat(record().read()).hasSize(2);
        assertThat(images()).hasSize(1);
    }

    @Test
    void a_commit_keeps_the_name_of_its_tag_and_gets_its_newest_image() throws IOException {
        record().add(entry("v2.9.25", "a", "2.9.25", 1, "sha256:1"), false);
        record().add(entry("main-0123456789ab", "a", "2.9.25", 1, "sha256:2"), false);

        assertThat(images()).containsExactly("v2.9.25 localhost:5000/nats/nats-server@sha256:2");
    }

    @Test
    void a_build_without_a_push_is_on_record_and_no_image() throws IOException {
        record().add(entry("v2.9.25", "a", "2.9.25", 1, ""), false);

        assertThat(record().read()).hasSize(1);
        assertThat(temp.resolve("built/node-images.txt")).doesNotExist();
    }

    @Test
    void the_ledger_knows_the_version_of_an_image_whose_name_does_not_say_it() throws IOException {
        record().add(entry("main-0123456789ab", "a", "2.15.0-dev", 1, "sha256:" + "1".repeat(64)), false);

        assertThat(PublishedImage.read(temp.resolve("built")))
                .singleElement()
                .satisfies(image -> assertThat(image.version()).isEqualTo(ServerVersion.of("2.15.0-dev")));
    }

    @Test
    void entries_read_back_as_they_were() throws IOException {
        LedgerEntry entry = entry("v2.9.25", "a", "2.9.25", 1, "sha256:1");
        record().add(entry, false);

        assertThat(record().read()).containsExactly(entry);
    }

    @Test
    void a_line_that_is_none_of_ours_is_said_with_its_number() throws IOException {
        record().add(entry("v2.9.25", "a", "2.9.25", 1, "sha256:1"), false);
        Path ledger = temp.resolve("built/ledger.jsonl");
        Files.writeString(ledger, Files.readString(ledger) + "{half a li");

        assertThatThrownBy(() -> record().read()).isInstanceOf(FailureException.class).hasMessageContaining("line 2");
    }

    @Test
    void many_writers_lose_nothing() throws Exception {
        List<Thread> writers = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofVirtual().unstarted(() -> {
                    try {
                        record().add(entry("v" + i, "c" + i, "2.9." + i, i, "sha256:" + i), false);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(record().read()).hasSize(8);
        assertThat(images()).hasSize(8);
    }

    @Test
    void of_two_commits_with_one_name_the_one_that_was_published_last_has_the_line() throws IOException {
        record().add(entry("v2.14.5", "v2.14.5", "2.14.5", 1, "sha256:1"), false);
        record().add(entry("v2.14.5", "a", "2.14.5", 2, "sha256:2"), false);
        assertThat(images()).containsExactly("v2.14.5 localhost:5000/nats/nats-server@sha256:2");

        record().add(entry("v2.14.5", "v2.14.5", "2.14.5", 1, "sha256:3"), false);

        assertThat(images()).containsExactly("v2.14.5 localhost:5000/nats/nats-server@sha256:3");
    }

    @Test
    void lines_that_people_wrote_stay_unless_their_name_is_published() throws IOException {
        String own = "v2.13.0 registry.example.org/nats@sha256:" + "1".repeat(64);
        record().add(entry("v2.12.0", "a", "2.12.0", 1, "sha256:1"), false);
        Path file = temp.resolve("built/node-images.txt");
        Files.writeString(file, Files.readString(file) + "# ours\n" + own + " # by hand\n");

        record().add(entry("v2.14.5", "b", "2.14.5", 2, "sha256:2"), false);
        assertThat(images())
                .containsExactly(
                        "v2.12.0 localhost:5000/nats/nats-server@sha256:1",
                        "v2.14.5 localhost:5000/nats/nats-server@sha256:2",
                        "# ours",
                        own + " # by hand");

        record().add(entry("v2.13.0", "c", "2.13.0", 3, "sha256:3"), false);
        assertThat(images()).contains("v2.13.0 localhost:5000/nats/nats-server@sha256:3").doesNotContain(own + " # by hand");
    }

    @Test
    void an_image_that_was_confirmed_is_the_one_to_use() throws IOException {
        LedgerEntry first = entry("v2.9.25", "a", "2.9.25", 1, "sha256:1");
        record().add(first, false);
        record().add(entry("v2.9.25", "a", "2.9.25", 1, "sha256:2"), false);
        assertThat(images()).containsExactly("v2.9.25 localhost:5000/nats/nats-server@sha256:2");

        record().confirm(first);
        record().confirm(first);

        assertThat(images()).containsExactly("v2.9.25 localhost:5000/nats/nats-server@sha256:1");
        assertThat(record().read()).hasSize(3);
    }

    @Test
    void a_kill_between_the_two_files_is_healed_when_the_image_is_confirmed() throws IOException {
        LedgerEntry entry = entry("v2.9.25", "a", "2.9.25", 1, "sha256:1");
        record().add(entry, false);
        Files.delete(temp.resolve("built/node-images.txt"));

        record().confirm(entry);

        assertThat(images()).containsExactly("v2.9.25 localhost:5000/nats/nats-server@sha256:1");
        assertThat(record().read()).hasSize(1);
    }
}
