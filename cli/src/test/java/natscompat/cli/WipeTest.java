package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import natscompat.model.rundir.RunFolder;
import natscompat.model.rundir.RunInfo;
import natscompat.publish.leftover.Owner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code burn-in --wipe}: what it deletes, and what it never does. */
class WipeTest {
    private static final Owner US = Owner.current();

    @TempDir
    Path home;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path out;
    private Path earlier;
    private Path release;
    private String path = "";

    @BeforeEach
    void anEarlierRun() throws IOException {
        out = RunFolder.create(home.resolve("nightly")).path();
        earlier = Files.writeString(out.resolve("matrix.json"), "{}");
        ranBy(US.start() + 1);
        // It says its version, refuses every configuration, and so ends the cell before any server is started.
        release = Files.writeString(home.resolve("nats-server"),
                "#!/bin/sh\n[ \"$1\" != --version ] || { echo 'nats-server: v2.14.5'; exit; }\nexit 1\n");
        Files.setPosixFilePermissions(release, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void ranBy(long start) throws IOException {
        new RunFolder(out).write(
                new RunInfo(RunInfo.SCHEMA, "earlier", "test", Instant.now(), US.pid(), start, List.of(), "", 1));
    }

    private int burnIn(String asTyped, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "burn-in", asTyped, "--workload", "kv-cas", "--duration", "30s", "--out", out.toString()));
        words.addAll(List.of(more));
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Map<String, String> environment =
                Map.of("HOME", home.toString(), "NATS_COMPAT_CACHE", home + "/cache", "TMPDIR", home + "/tmp", "PATH", path);
        return Main.run(words, new Shell(nowhere, new PrintStream(err, true, StandardCharsets.UTF_8), home, home,
                environment, new Shell.Terminals(false, false, false), 0));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    }

    @Test
    void without_it_the_earlier_run_stays() {
        assertThat(burnIn("file:" + release)).isEqualTo(254);
        assertThat(said()).contains("it exists already");
        assertThat(earlier).exists();
    }

    @Test
    void with_it_the_new_run_takes_the_place_of_the_earlier_one() throws IOException {
        assertThat(burnIn("file:" + release, "--wipe")).as(said()).isEqualTo(255);
        assertThat(new RunFolder(out).info().run()).isNotEqualTo("earlier");
        assertThat(new RunFolder(out).matrix().exit()).isEqualTo(255);
    }

    @Test
    void a_release_that_is_not_there_costs_nothing() {
        assertThat(burnIn("file:" + home.resolve("none"), "--wipe")).isEqualTo(254);
        assertThat(earlier).exists();
    }

    @Test
    void a_release_that_cannot_be_built_costs_nothing() throws Exception {
        Path repo = TinyRepository.in(home.resolve("repo"));
        assertThat(burnIn("main", "--repo", repo.toString(), "--wipe")).isEqualTo(254);
        assertThat(said()).contains("there is no go on the PATH");
        assertThat(earlier).exists();
    }

    @Test
    @Tag("real")
    void a_release_that_does_not_compile_costs_nothing() throws Exception {
        path = System.getenv("PATH");
        Path repo = TinyRepository.in(home.resolve("repo"));
        assertThat(burnIn("broken", "--repo", repo.toString(), "--wipe")).isEqualTo(254);
        assertThat(said()).contains("it does not compile").containsOnlyOnce("compiling with");
        assertThat(earlier).exists();
    }

    @Test
    void a_dry_run_costs_nothing() {
        assertThat(burnIn("file:" + release, "--wipe", "--dry-run")).as(said()).isZero();
        assertThat(earlier).exists();
    }

    @Test
    void what_is_no_run_folder_is_never_deleted() throws IOException {
        Files.delete(out.resolve("run.json"));
        assertThat(burnIn("file:" + release, "--wipe")).isEqualTo(254);
        assertThat(said()).contains("it is none: there is no run.json");
        assertThat(earlier).exists();
    }

    @Test
    void a_run_under_way_is_never_deleted() throws IOException {
        ranBy(US.start());
        assertThat(burnIn("file:" + release, "--wipe")).isEqualTo(254);
        assertThat(said()).contains("process " + US.pid() + " is writing it");
        assertThat(earlier).exists();
    }
}
