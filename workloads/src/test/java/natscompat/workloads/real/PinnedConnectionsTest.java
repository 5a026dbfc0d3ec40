package natscompat.workloads.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import natscompat.client.Connections;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.time.Draws;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import natscompat.workloads.Workload;
import natscompat.workloads.WorkloadContext;
import natscompat.workloads.Workloads;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the servers themselves say of the connections of all workloads: whose they are, and where they stay. */
@Tag("real")
final class PinnedConnectionsTest {
    private static final String CELL = "5f-7";
    private static final int SERVERS = 3;
    private static final Pattern NAME = Pattern.compile(CELL + "/([a-z-]+)/[a-z-]+-(\\d+)");
    /** Long enough for several reconnects to whoever else could be found. */
    private static final Duration WHILE_AWAY = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);

    @TempDir
    Path folder;

    @Test
    void names_hold_the_cell_and_each_client_stays_on_its_server() throws IOException {
        CellFolder cell = new CellFolder(Files.createDirectories(folder.resolve("cell")));
        try (TinyCluster cluster = new TinyCluster(folder, List.of("v2.12.15", "v2.14.5", "v2.12.15"));
                Connections connections = new Connections();
                HistoryWriter history = cell.historyWriter()) {
            Dimensions dimensions = new Dimensions(SERVERS, SERVERS, Storage.FILE, "2.26.2", StopStyle.SIGTERM, 20);
            WorkloadContext context = new WorkloadContext(CELL, cluster.endpoints(), dimensions, Draws.of(1), connections,
                    history, event -> {}, new RunClock(), () -> false);
            List<Workload> workloads =
                    Workloads.types().stream().map(type -> Workloads.create(type.name(), context)).toList();
            workloads.forEach(Workload::prepare);
            List<List<String>> before = names(cluster);
            assertThat(before.stream().mapToInt(List::size).sum()).isEqualTo(connections.openNow());
            IntStream.range(0, SERVERS).forEach(server -> belongsTo(server, before.get(server)));

            cluster.kill(1);
            Waiting.pause("reconnects", WHILE_AWAY);
            assertThat(cluster.connectionNames(0)).isEqualTo(before.get(0));
            assertThat(cluster.connectionNames(2)).isEqualTo(before.get(2));
            cluster.start(1);
            cluster.awaitBack(1);
            boolean back = Waiting.reached("the way back", SOON, POLL, () -> names(cluster).equals(before));
            assertThat(back).as("%s, before %s", names(cluster), before).isTrue();
            workloads.forEach(Workload::close);
        }
    }

    private static void belongsTo(int server, List<String> names) {
        assertThat(names).allSatisfy(name -> {
            Matcher parts = NAME.matcher(name);
            assertThat(parts.matches()).isTrue();
            assertThat(Integer.parseInt(parts.group(2)) % SERVERS).isEqualTo(server);
        });
        assertThat(Workloads.types()).extracting(WorkloadType::name).allSatisfy(workload ->
                assertThat(names).anyMatch(name -> name.startsWith(CELL + "/" + workload + "/")));
    }

    private static List<List<String>> names(TinyCluster cluster) {
        return IntStream.range(0, SERVERS).mapToObj(cluster::connectionNames).toList();
    }
}
