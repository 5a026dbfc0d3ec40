package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.model.catalog.Catalog;
import natscompat.model.failure.Failure;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.rundir.RunFolder;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellReleasesTest {
    @TempDir
    Path folder;

    private final List<ClusterSpec> asked = new CopyOnWriteArrayList<>();

    @Test
    void aPlatformHearsOnlyOfTheReleasesThatTheCellRuns() {
        Map<String, BuiltRelease> ofTheRun =
                Map.of("v1.0.0", release("v1.0.0"), "v2.0.0", release("v2.0.0"), "v3.0.0", release("v3.0.0"));
        CellSettings settings = new CellSettings(
                new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()), ofTheRun, "nc", Optional.empty(), false, 0);
        try (Workbench bench = new Workbench(
                new NoRoom(), settings, RunFolder.create(folder.resolve("run")), event -> {}, new StopSign())) {
            bench.run(Cells.starting(1), "");
        }
        assertThat(asked).singleElement().satisfies(spec -> assertThat(spec.releases()).containsOnlyKeys("v1.0.0"));
    }

    private static BuiltRelease release(String name) {
        return new BuiltRelease(new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.FILE, "sha", "nowhere"),
                Path.of("nowhere"), "sha", 1, "", "", Duration.ZERO, true);
    }

    private final class NoRoom implements Platform {
        @Override
        public String name() {
            return "no room";
        }

        @Override
        public Set<String> provides() {
            return Set.of();
        }

        @Override
        public Cluster create(ClusterSpec spec) {
            asked.add(spec);
            throw Failure.environment("make a cluster", "there is no room", "Make some.");
        }

        @Override
        public void close() {
            // There is nothing.
        }
    }
}
