package natscompat.mayhem.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import natscompat.client.JetStreamApi;
import natscompat.model.failure.Category;
import natscompat.model.release.ServerVersion;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("real")
class ClusterBehindProxyTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int ROUNDS = 3;

    @TempDir
    Path folder;

    private static long routes(Server of, Server to) {
        try {
            long count = 0;
            for (JsonNode route : of.monitor("routez", Duration.ofSeconds(1)).path("routes")) {
                count += route.path("remote_name").asText().equals(to.name()) ? 1 : 0;
            }
            return count;
        } catch (IOException e) {
            return -1;
        }
    }

    private static long connections(Links links, Pair pair) {
        return links.look().stream()
                .filter(state -> state.pair().equals(pair))
                .mapToLong(Links.LinkState::connections)
                .sum();
    }

    @Test
    void a_link_proxy_that_ends_is_no_fault_of_a_release() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = new RealCell(folder, "bare", true, "v2.14.5", "v2.14.5", "v2.14.5")) {
            assertThat(cell.cluster.disturbed()).isEmpty();
            assertThat(ProcessHandle.of(cell.cluster.linkProxy().orElseThrow()))
                    .hasValueSatisfying(proxy -> assertThat(isProxy(proxy)).isTrue());
            ProcessHandle.current().children().filter(ClusterBehindProxyTest::isProxy).forEach(ProcessHandle::destroyForcibly);
            assertThat(Waiting.reached("its end", LIMIT, POLL, () -> cell.cluster.disturbed().isPresent())).isTrue();
            assertThat(cell.cluster.disturbed().orElseThrow().category()).isEqualTo(Category.ENVIRONMENT);
        }
    }

    private static boolean isProxy(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")).contains("LinkProxyMain");
        } catch (IOException e) {
            // It ended meanwhile.
            return false;
        }
    }

    /**
     * A cluster with its stream. Before 2.11 a server that starts may be heard by nobody as long as it runs (docs/promises.md):
     * its routes are there, yet the subject of the stream it leads has no responders. In that case alone it is begun anew.
     */
    private RealCell prepared(String release) throws IOException, JetStreamApi.Refused {
        for (int round = 1;; round++) {
            RealCell cell = new RealCell(folder.resolve("round-" + round), "behind", true, release, release, "v2.14.5");
            boolean ready = false;
            try {
                cell.prepare(3);
                ready = true;
                return cell;
            } catch (Waiting.TimedOut e) {
                if (round == ROUNDS || ServerVersion.of(release).atLeast(2, 11, 0)
                        || !e.lastSeen().equals("no responders: load.a") || !allRouted(cell)) {
                    throw e;
                }
                System.out.println(release + ", round " + round + ": begun anew, nobody hears a server: " + e.getMessage());
            } finally {
                if (!ready) {
                    cell.close();
                }
            }
        }
    }

    private static boolean allRouted(RealCell cell) {
        List<Server> servers = cell.cluster.servers();
        return servers.stream().allMatch(of ->
                servers.stream().filter(to -> !to.equals(of)).allMatch(to -> routes(of, to) > 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2.9.25", "v2.10.29", "v2.11.17", "v2.12.15", "v2.14.5", "v2.15.2"})
    void every_route_goes_through_the_proxy_and_a_cut_pair_stays_cut(String release)
            throws IOException, JetStreamApi.Refused {
        try (RealCell cell = prepared(release)) {
            Links links = cell.cluster.links().orElseThrow();
            Server a = cell.cluster.servers().get(0);
            Server b = cell.cluster.servers().get(1);
            Server c = cell.cluster.servers().get(2);
            Pair there = new Pair(a.name(), b.name());
            // Servers keep a pool of routes, and fill it one after the other.
            assertThat(Waiting.reached("as many routes seen by the proxy as by the server", LIMIT, POLL, () ->
                            connections(links, there) == routes(a, b)))
                    .as("%s by the proxy, %s by the server", connections(links, there), routes(a, b))
                    .isTrue();
            links.set(Map.of(there, LinkPolicy.CUT, there.back(), LinkPolicy.CUT), Change.RESET);
            assertThat(Waiting.reached("the cut", LIMIT, POLL, () -> routes(a, b) == 0 && routes(b, a) == 0)).isTrue();
            assertThat(routes(a, c)).isPositive();
            assertThat(routes(b, c)).isPositive();
            Waiting.pause("new dials", Duration.ofSeconds(3));
            assertThat(routes(a, b)).isZero();
            links.set(Map.of(there, LinkPolicy.CLEAR, there.back(), LinkPolicy.CLEAR), Change.RESET);
            assertThat(Waiting.reached("the routes after it", LIMIT, POLL, () -> routes(a, b) > 0)).isTrue();
            cell.cluster.awaitCaughtUp("the heal", LIMIT);
        }
    }
}
