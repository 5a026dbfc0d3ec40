package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import natscompat.model.history.Event;
import natscompat.model.plan.CellRole;
import natscompat.model.rundir.CellFolder;
import natscompat.model.verdict.Matrix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class WholeRunTest {
    @TempDir
    Path folder;

    @Test
    void aCalmRollingUpgradeOfTwoGoodReleasesPassesWithProof() throws IOException {
        Matrix matrix = RealRun.of(folder.resolve("run"), 7,
                request -> request.withProfile("smoke").withWalks(List.of("upgrade")).withMayhem(List.of("none")));
        assertThat(RealRun.verdicts(matrix).values()).as("%s", RealRun.verdicts(matrix)).allMatch(v -> v.startsWith("Pass"));
        assertThat(matrix.exit()).isZero();
        bothReleasesLedStreamsOfEveryWorkload(matrix);
    }

    /** The step {@code lead} leaves no workload out. */
    private void bothReleasesLedStreamsOfEveryWorkload(Matrix matrix) throws IOException {
        Matrix.Row mixed = matrix.rows().stream().filter(r -> r.role() == CellRole.SUBJECT).findFirst().orElseThrow();
        Map<String, Set<String>> led = new TreeMap<>();
        for (Event event : new CellFolder(folder.resolve("run").resolve(mixed.folder())).events()) {
            if (event instanceof Event.Leader leader && leader.asset().startsWith("stream:") && !leader.server().isEmpty()) {
                led.computeIfAbsent(leader.asset(), asset -> new TreeSet<>()).add(leader.release());
            }
        }
        Set<String> both = Set.of(mixed.pair().from(), mixed.pair().to());
        assertThat(led.entrySet().stream().filter(e -> e.getValue().containsAll(both)).map(Map.Entry::getKey))
                .as("%s", led)
                .anyMatch(asset -> asset.contains("asset"))
                .anyMatch(asset -> asset.contains("KV_"))
                .anyMatch(asset -> asset.contains("pull"))
                .anyMatch(asset -> asset.contains("queue"));
    }
}
