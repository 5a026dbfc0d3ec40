package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import natscompat.model.rundir.RunFolder;
import natscompat.publish.leftover.Owner;
import natscompat.publish.leftover.WorkFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanupVerbTest {
    @TempDir
    Path home;

    private String said(String... words) {
        return said(0, words);
    }

    private String said(int code, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        Map<String, String> environment =
                Map.of("NATS_COMPAT_CACHE", home + "/cache", "TMPDIR", home.toString(), "HOME", home.toString());
        Shell shell = new Shell(to, to, home, home, environment, new Shell.Terminals(false, false, false), 0);
        assertThat(Main.run(List.of(words), shell)).isEqualTo(code);
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path killedRun() throws IOException {
        Path run = RunFolder.create(home.resolve("run")).path();
        Files.writeString(run.resolve("run.json"), "");
        Owner us = Owner.current();
        Path entries = Files.createDirectories(home.resolve("cache/runs"));
        Files.writeString(entries.resolve(new Owner(us.place(), us.pid(), us.start() + 1).text() + ".1"), run + "\n");
        return run;
    }

    @Test
    void a_run_whose_description_was_lost_is_forgotten() throws IOException {
        Path run = killedRun();
        assertThat(said("cleanup")).contains("removed: the note of a run in " + run);
        assertThat(said("cleanup")).isEqualTo("nothing was left behind\n");
    }

    @Test
    void what_cannot_be_looked_at_keeps_nothing_else_from_being_removed() throws IOException {
        WorkFolder dead = WorkFolder.create(home, new Owner(Owner.current().place(), Integer.MAX_VALUE, 1));
        Files.createDirectory(home.resolve("cache"));
        Files.writeString(home.resolve("cache/runs"), "no folder");
        assertThat(said(254, "cleanup")).contains("removed: " + dead.path(), "look for runs that were killed");
        assertThat(dead.path()).doesNotExist();
    }

    /** It says its version, refuses every configuration, and so ends the cell before any server is started. */
    @Test
    void a_run_begins_whatever_was_left() throws IOException {
        killedRun();
        Path release = Files.writeString(home.resolve("nats-server"),
                "#!/bin/sh\n[ \"$1\" != --version ] || { echo 'nats-server: v2.14.5'; exit; }\nexit 1\n");
        Files.setPosixFilePermissions(release, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(said(255, "burn-in", "file:" + release, "--workload", "kv-cas", "--duration", "30s", "--out", home + "/new"))
                .contains("removed what a killed run left: the note of a run in");
        assertThat(home.resolve("new/matrix.json")).exists();
    }

    @Test
    void a_dry_run_names_kept_worktrees_only_where_they_would_be_removed() throws IOException {
        WorkFolder kept = WorkFolder.create(home, new Owner(Owner.current().place(), Integer.MAX_VALUE, 1));
        kept.keep();

        assertThat(said("cleanup", "--dry-run")).doesNotContain(kept.name());
        assertThat(said("cleanup", "--dry-run", "--kept")).contains("left: " + kept.path() + " (kept after a failed build)");
        assertThat(kept.path()).exists();
    }
}
