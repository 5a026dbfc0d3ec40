package natscompat.mayhem.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToLongFunction;
import natscompat.client.JetStreamApi;
import natscompat.model.catalog.Role;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.ServerName;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What faults of links do on a mixed cluster, as messages of a test and routez say. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinksFromOutsideTest {
    private static final Duration ASK = Duration.ofSeconds(2);

    private @Nullable RealCell started;
    private @Nullable Crossings made;
    /** Messages that are stored: those of the beginning, and what a test adds. */
    private long acknowledged = 50;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, JetStreamApi.Refused {
        RealCell cell = new RealCell(ground(), folder, "seen", true, mix());
        started = cell;
        cell.prepare(3);
        made = new Crossings(cell);
    }

    /** Where its cluster runs. */
    Ground ground() {
        return Ground.local();
    }

    /** What it runs. */
    String[] mix() {
        return new String[] {"v2.11.17", "v2.12.15", "v2.14.5"};
    }

    @AfterAll
    void end() {
        cell().close();
    }

    private RealCell cell() {
        return Objects.requireNonNull(started);
    }

    private Crossings crossings() {
        return Objects.requireNonNull(made);
    }

    private Server server(int ordinal) {
        return cell().cluster.servers().get(ordinal);
    }

    @AfterEach
    void every_link_is_there_again_and_nothing_is_lost() throws IOException, JetStreamApi.Refused {
        assertThat(Waiting.reached("every link", Duration.ofSeconds(60), Duration.ofMillis(100), () ->
                crossings().look(Duration.ofMillis(700), 16).size() == crossings().all())).isTrue();
        cell().cluster.awaitCaughtUp("a healed fault", Duration.ofSeconds(60));
        assertThat(cell().api().request("$JS.API.STREAM.INFO.load", "", Duration.ofSeconds(10))
                .path("state").path("messages").asLong()).isGreaterThanOrEqualTo(acknowledged);
    }

    private static Set<String> of(String links) {
        return links.isEmpty() ? Set.of() : Set.of(links.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "isolate-one, isolate, 1, 0>1 1>0 1>2 2>1",
        "minority-alone, isolate, 2, 0>2 2>0 1>2 2>1",
        "one-way, mute, 0, 0>1 0>2",
        "one-way, deaf, 0, 1>0 2>0",
        "leader-with-minority, leader-with-minority, 1, 0>1 1>0 1>2 2>1"
    })
    void a_server_is_cut_off(String mode, String fault, int ordinal, String links) throws IOException, JetStreamApi.Refused {
        cell().during(cell().lasting(mode, fault, Role.ORDINAL, ordinal),
                () -> assertThat(crossings().cut()).isEqualTo(of(links)));
    }

    @ParameterizedTest
    @CsvSource({"isolate-each, 6", "halves, 4", "bridge, 2", "majorities-ring, 2"})
    void links_between_servers_are_cut(String mode, int count) throws IOException, JetStreamApi.Refused {
        cell().during(cell().lasting(mode, mode, Role.ALL), () -> {
            Set<String> cut = crossings().cut();
            assertThat(cut).hasSize(count);
            assertThat(cut).allMatch(link -> cut.contains(link.charAt(2) + ">" + link.charAt(0)));
        });
    }

    @Test
    void a_leader_alone_is_no_leader_any_more_to_the_others() throws IOException, JetStreamApi.Refused {
        String before = cell().leader().orElseThrow();
        cell().during(cell().lasting("leader-alone", "isolate", Role.STREAM_LEADER), () ->
                assertThat(Waiting.reached("another leader", Duration.ofSeconds(30), Duration.ofMillis(200), () ->
                        cell().cluster.servers().stream()
                                .filter(server -> !server.name().equals(before))
                                .anyMatch(server -> leads(server)))).isTrue());
    }

    private static boolean leads(Server server) {
        try {
            for (JsonNode account : server.monitor("jsz?accounts=1&streams=1", ASK).path("account_details")) {
                for (JsonNode stream : account.path("stream_detail")) {
                    if (stream.path("name").asText().equals("load")) {
                        return stream.path("cluster").path("leader").asText().equals(server.name());
                    }
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_moving_partition_cuts_another_server_off_each_time() throws IOException, JetStreamApi.Refused {
        cell().during(cell().lasting("moving-partition", "moving-partition", Role.ALL), () -> {
            Set<Set<String>> seen = new HashSet<>();
            Waiting.reached("other cuts", Duration.ofSeconds(30), Duration.ofMillis(50), () -> {
                Set<String> cut = crossings().links();
                cut.removeAll(crossings().look(Duration.ofMillis(500), 16).keySet());
                if (cut.size() == 4) {
                    seen.add(cut);
                }
                return seen.size() > 1;
            });
            assertThat(seen).hasSizeGreaterThan(1);
        });
    }

    @Test
    void a_flapping_link_is_there_at_one_time_and_not_at_another() throws IOException, JetStreamApi.Refused {
        cell().during(cell().lasting("flapping", "flapping", Role.ORDINAL, 2), () -> {
            Set<Integer> counts = new TreeSet<>();
            Waiting.reached("both", Duration.ofSeconds(40), Duration.ofMillis(20), () -> {
                counts.add(crossings().look(Duration.ofMillis(250), 16).size());
                return counts.contains(6) && counts.contains(2);
            });
            assertThat(counts).contains(2, 6);
        });
    }

    @Test
    void clients_are_cut_off_and_the_server_stays_in_the_cluster() throws IOException, JetStreamApi.Refused {
        Connection connected = cell().connect(server(0));
        assertThat(hearsItself(connected)).isTrue();
        cell().during(cell().lasting("clients-cut", "clients-cut", Role.ORDINAL, 0), () -> {
            assertThat(hearsItself(connected)).isFalse();
            assertThat(greets(server(0))).isFalse();
            assertThat(greets(server(1))).isTrue();
            assertThat(routes(server(0))).anyMatch(route -> route.startsWith(server(1).name()));
            assertThat(cell().cluster.missing(server(0))).isEmpty();
        });
        assertThat(greets(server(0))).isTrue();
        assertThat(Waiting.reached("the connected client", Duration.ofSeconds(20), Duration.ofMillis(100),
                () -> hearsItself(connected))).isTrue();
    }

    private static boolean hearsItself(Connection client) {
        CountDownLatch heard = new CountDownLatch(1);
        try {
            Dispatcher ear = client.createDispatcher(message -> heard.countDown());
            ear.subscribe("seen.self");
            client.publish("seen.self", new byte[1]);
            client.flushBuffer();
            boolean came = Waiting.reached("its own message", Duration.ofSeconds(1), Duration.ofMillis(5),
                    () -> heard.getCount() == 0);
            client.closeDispatcher(ear);
            return came;
        } catch (IllegalStateException | IOException e) {
            // Not connected now.
            return false;
        }
    }

    private static boolean greets(Server server) {
        URI url = URI.create(server.clientUrl());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), 1000);
            socket.setSoTimeout(1000);
            return socket.getInputStream().read() == 'I';
        } catch (IOException e) {
            return false;
        }
    }

    private static Set<String> routes(Server server) throws IOException {
        Set<String> routes = new TreeSet<>();
        for (JsonNode route : server.monitor("routez", ASK).path("routes")) {
            routes.add(ServerName.plain(route.path("remote_name").asText()) + "#" + route.path("rid").asText());
        }
        return routes;
    }

    @Test
    void a_reset_replaces_every_route_of_its_target() throws IOException, JetStreamApi.Refused {
        Set<String> before = routes(server(1));
        int events = cell().events.size();
        cell().during(cell().lasting("reset-routes", "reset-routes", Role.ORDINAL, 1), () -> {
            assertThat(routes(server(1))).doesNotContainAnyElementsOf(before);
            assertThat(Waiting.reached("a note of its routes", Duration.ofSeconds(15), Duration.ofMillis(100), () ->
                    cell().events.stream().skip(events)
                            .filter(Event.Note.class::isInstance)
                            .map(event -> ((Event.Note) event).text())
                            .anyMatch(text -> text.startsWith("routes of " + server(1).name() + ": ") && text.contains("new: {"
                                    + server(0).name() + "=")))).isTrue();
        });
    }

    /** In each row the draw says what a short cut ends with: a flush at draw 1, a reset at draw 3. */
    @ParameterizedTest
    @CsvSource({"1, 0, true", "3, 0, false", "1, 10100, false"})
    void routes_outlive_a_short_cut_when_that_is_drawn_and_never_a_long_one(int draw, int millis, boolean outlive)
            throws IOException, JetStreamApi.Refused {
        PlannedFault cut = RealCell.drawn(cell().lasting("isolate-one", "isolate", Role.ORDINAL, 1), draw);
        Set<String> held = routes(server(1));
        cell().during(cut, () -> {
            // Counted from what is recorded once the cut is there: it lasts a little longer.
            long open = cell().clock.nanos() - cell().said(cut).get(1).at();
            Waiting.pause("a cut of its length", Duration.ofMillis(millis).minusNanos(open));
            // From 10 s on servers begin to give up routes whose pings nobody answers: those say nothing of the heal.
            held.retainAll(routes(server(1)));
            assertThat(held).isNotEmpty();
        });
        if (outlive) {
            assertThat(routes(server(1))).containsAll(held);
        } else {
            assertThat(routes(server(1))).doesNotContainAnyElementsOf(held);
        }
    }

    @ParameterizedTest
    @CsvSource({"slow-network, slow-link, 3", "very-slow-network, very-slow-link, 10"})
    void messages_are_late(String mode, String fault, int millis) throws IOException, JetStreamApi.Refused {
        Duration before = crossings().slowest(15, 16);
        cell().during(cell().lasting(mode, fault, Role.ALL),
                () -> assertThat(crossings().slowest(15, 16)).isGreaterThan(before.plusMillis(millis)));
        assertThat(Waiting.reached("quick links", Duration.ofSeconds(30), Duration.ofMillis(100), () ->
                crossings().slowest(15, 16).compareTo(before.plusMillis(millis)) < 0)).isTrue();
    }

    @Test
    void a_lossy_network_stalls_now_and_then() throws IOException, JetStreamApi.Refused {
        cell().during(cell().lasting("lossy-network", "lossy-link", Role.ALL), () -> {
            assertThat(crossings().worst(100)).as("a retransmission comes after 200 ms").isGreaterThan(Duration.ofMillis(190));
            assertThat(crossings().look(Duration.ofSeconds(10), 16)).as("nothing is lost for good").hasSize(6);
        });
        // At 1 % a median would be quick while the fault is still open.
        assertThat(Waiting.reached("a hundred rounds without a stall", Duration.ofSeconds(60), Duration.ofMillis(10),
                () -> crossings().worst(100).compareTo(Duration.ofMillis(190)) < 0)).isTrue();
    }

    @Test
    void a_narrow_network_takes_its_time_for_much() throws IOException, JetStreamApi.Refused {
        Duration before = crossings().slowest(3, 128 << 10);
        cell().during(cell().lasting("narrow-network", "narrow-link", Role.ALL),
                () -> assertThat(crossings().slowest(3, 128 << 10)).isGreaterThan(before.plusMillis(200)));
        assertThat(Waiting.reached("wide links", Duration.ofSeconds(30), Duration.ofMillis(100), () ->
                crossings().slowest(3, 128 << 10).compareTo(before.plusMillis(200)) < 0)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"raft-dropped, -1", "raft-doubled, 1"})
    void other_numbers_of_messages_arrive_than_were_sent(String fault, int sign) throws IOException, JetStreamApi.Refused {
        cell().during(cell().lasting(fault, fault, Role.ALL), () -> {
            long before = surplus();
            assertThat(Waiting.reached("a difference", Duration.ofSeconds(60), Duration.ofMillis(500),
                    () -> {
                        load();
                        return sign * (surplus() - before) > 15;
                    })).isTrue();
        });
        long after = surplus();
        long sentBefore = sent();
        assertThat(Waiting.reached("three hundred messages after the heal", Duration.ofSeconds(60), Duration.ofMillis(100),
                () -> {
                    load();
                    return sent() - sentBefore >= 300;
                })).isTrue();
        Waiting.pause("messages under way", Duration.ofSeconds(1));
        long sent = sent() - sentBefore;
        assertThat(sign * (surplus() - after)).as("of %d messages after the heal", sent).isLessThan(Math.max(3, sent / 100));
    }

    /** Makes the servers talk more than their heartbeats. */
    private void load() {
        try {
            for (int i = 0; i < 20; i++) {
                cell().publish(1);
                acknowledged++;
            }
        } catch (IOException | JetStreamApi.Refused e) {
            // No majority heard of it, or no leader answers: what was lost on the way is what is counted.
        }
    }

    /** Messages that servers say they got over routes, less those that they say they sent. */
    private long surplus() {
        return routed(route -> route.path("in_msgs").asLong() - route.path("out_msgs").asLong());
    }

    private long sent() {
        return routed(route -> route.path("out_msgs").asLong());
    }

    /** The sum over all routes of all servers. */
    private long routed(ToLongFunction<JsonNode> counter) {
        return cell().cluster.servers().stream().mapToLong(server -> {
            try {
                long sum = 0;
                for (JsonNode route : server.monitor("routez", ASK).path("routes")) {
                    sum += counter.applyAsLong(route);
                }
                return sum;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }).sum();
    }

    @Test
    void several_faults_of_links_hold_at_one_time() {
        PlannedFault slow = cell().fault("slow-network", "slow-link", Role.ALL, 6000);
        PlannedFault kill = cell().fault("random-hard-kill", "kill", Role.ORDINAL, 300, 0);
        cell().carryOut(slow, kill);
        assertThat(cell().states(slow)).endsWith(FaultState.HEALED);
        assertThat(cell().states(kill)).endsWith(FaultState.HEALED);
    }
}
