package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import natscompat.model.history.Event;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.RollOrder;
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
        for (Matrix.Row row : matrix.rows()) {
            CellFolder cell = new CellFolder(folder.resolve("run").resolve(row.folder()));
            assertThat(cell.history().stream().filter(op -> op.kind() == OperationKind.LAST_LIST && op.ok()))
                    .as("each phase ends with a list").hasSize((int) events(row).stream()
                            .filter(Event.PhaseEnded.class::isInstance).count());
            assertThat(events(row).stream().filter(Event.CpuPressure.class::isInstance).map(Event.CpuPressure.class::cast))
                    .as("how busy the machine was").hasSizeGreaterThanOrEqualTo(CpuPressure.told() ? 1 : 0).allMatch(e -> e.percent() >= 0 && e.percent() <= 100);
        }
    }

    private List<Event> events(Matrix.Row row) throws IOException {
        return new CellFolder(folder.resolve("run").resolve(row.folder())).events();
    }

    /** In the mixed cell and in both controls, which are rolled twice each. */
    @Test
    void anUpgradeWhoseRollsBeginWithTheMetaLeaderPassesWithProof() throws IOException {
        Matrix matrix = RealRun.of(folder.resolve("run"), 8, request -> request.withProfile("smoke")
                .withWalks(List.of("upgrade")).withMayhem(List.of("none")).withOrder(RollOrder.LEADER_FIRST));
        assertThat(RealRun.verdicts(matrix).values()).as("%s", RealRun.verdicts(matrix)).allMatch(v -> v.startsWith("Pass"));
        for (Matrix.Row row : matrix.rows()) {
            List<Event> events = events(row);
            assertThat(rolls(events)).as("%s", row.folder()).hasSize(2).allSatisfy((leader, rolled) -> {
                assertThat(rolled).hasSize(3).doesNotHaveDuplicates();
                assertThat(leader).endsWith(rolled.getFirst());
            });
        }
    }

    /** Who led when a roll began, by the watch on leaders, with its number before it; and whom it took, one after the other. */
    private static Map<String, List<String>> rolls(List<Event> events) {
        Map<String, List<String>> rolls = new TreeMap<>();
        String leads = "";
        String roll = "";
        for (Event event : events) {
            if (event instanceof Event.Leader leader && leader.asset().equals("meta") && !leader.server().isEmpty()) {
                leads = leader.server();
            } else if (event instanceof Event.RollBegan began) {
                roll = began.step() + " " + leads;
                rolls.put(roll, new ArrayList<>());
            } else if (event instanceof Event.ServerOut out) {
                rolls.computeIfAbsent(roll, key -> new ArrayList<>()).add(out.server());
            }
        }
        return rolls;
    }

    /** The step {@code lead} leaves no workload out. */
    private void bothReleasesLedStreamsOfEveryWorkload(Matrix matrix) throws IOException {
        Matrix.Row mixed = matrix.rows().stream().filter(r -> r.role() == CellRole.SUBJECT).findFirst().orElseThrow();
        Map<String, Set<String>> led = new TreeMap<>();
        for (Event event : events(mixed)) {
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
