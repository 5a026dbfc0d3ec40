package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --keep-on-failure} and {@code --max-artifact} leave of stores, as they are typed. */
class KeepOnFailureTest {
    /** In place of the servers, which never are, a release leaves 5000 bytes of a store behind. */
    private static final String STORE = """
            store=$(dirname "$3")/store
            mkdir -p "$store" && head -c 5000 /dev/urandom >"$store/1.blk"
            """;

    @TempDir
    Path home;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String older = "";
    private String release = "";

    @BeforeEach
    void twoReleases() throws IOException {
        older = StubRelease.file(home.resolve("releases"), "v2.12.15", STORE);
        release = StubRelease.file(home.resolve("releases"), "v2.14.5", STORE);
    }

    private void burnIn(String... more) {
        run(Stream.of("burn-in", release, "--duration", "30s"), more);
    }

    private void qualify(String... more) {
        run(Stream.of("qualify", older, release, "--walk", "static-1-new", "--mayhem", "none"), more);
    }

    private void run(Stream<String> verb, String... more) {
        Stream<String> usual = Stream.of("--workload", "kv-cas", "--out", home.resolve("run").toString());
        List<String> words = Stream.of(verb, usual, Stream.of(more)).flatMap(part -> part).toList();
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of("HOME", home.toString(), "NATS_COMPAT_CACHE", home + "/cache",
                "TMPDIR", home + "/tmp", "PATH", "");
        assertThat(Main.run(words, new Shell(nowhere, new PrintStream(err, true, StandardCharsets.UTF_8), home, home,
                environment, new Shell.Terminals(false, false, false), 0))).as("%s", err).isEqualTo(255);
    }

    /** Files of the first cell below its servers and at its top that tell of stores. */
    private List<String> left() throws IOException {
        Path cells = home.resolve("run/cells");
        try (Stream<Path> all = Files.walk(cells)) {
            return all.filter(file -> Files.isRegularFile(file) && cells.relativize(file).toString().startsWith("01-"))
                    .map(file -> file.getFileName().toString())
                    .filter(List.of("1.blk", "stores.zip", "left-out.txt")::contains)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void usually_one_archive_takes_the_place_of_the_stores() throws IOException {
        burnIn();
        assertThat(left()).containsExactly("stores.zip");
    }

    @Test
    void keeping_leaves_the_stores_as_they_are() throws IOException {
        burnIn("--keep-on-failure");
        assertThat(left()).containsExactly("1.blk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4000", "1k"})
    void what_no_longer_fits_is_left_out_of_the_archive_and_named(String most) throws IOException {
        burnIn("--max-artifact", most);
        assertThat(left()).containsExactly("left-out.txt", "stores.zip");
        assertThat(err.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ")).contains("too large: left out 1 files");
    }

    @Test
    void a_qualification_keeps_them_as_well() throws IOException {
        qualify("--keep-on-failure");
        assertThat(left()).containsExactly("1.blk");
    }

    @Test
    void a_qualification_leaves_out_what_no_longer_fits_as_well() throws IOException {
        qualify("--max-artifact", "4000");
        assertThat(left()).containsExactly("left-out.txt", "stores.zip");
    }
}
