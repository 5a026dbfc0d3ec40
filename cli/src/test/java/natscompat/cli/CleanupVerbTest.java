package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import natscompat.publish.leftover.Owner;
import natscompat.publish.leftover.WorkFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanupVerbTest {
    @TempDir
    Path home;

    private String said(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        Map<String, String> environment =
                Map.of("NATS_COMPAT_CACHE", home + "/cache", "TMPDIR", home.toString(), "HOME", home.toString());
        Shell shell = new Shell(to, to, home, home, environment, new Shell.Terminals(false, false, false), 0);
        assertThat(Main.run(List.of(words), shell)).isZero();
        return out.toString(StandardCharsets.UTF_8);
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
