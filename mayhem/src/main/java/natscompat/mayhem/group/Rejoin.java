package natscompat.mayhem.group;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.client.JetStreamApi;
import natscompat.mayhem.disk.Evidence;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Injection;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.Json;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.Signal;
import natscompat.platform.view.ClusterView;

/**
 * One server leaves for good and another one joins in its place: first the new one comes up, then the old name is taken
 * out of the meta group, which gives its replicas to the new one. Seen in the meta leader's own list of peers.
 */
final class Rejoin implements Injection {
    private static final Duration EXIT = Duration.ofSeconds(15);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STATISTICS = Duration.ofSeconds(11);
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final Duration REQUEST = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(200);

    private final AtomicReference<String> left = new AtomicReference<>("");
    private final Map<String, Integer> replicas = new HashMap<>();
    private final Aim aim;
    private final Server server;
    private final boolean empty;

    /** Remembers which of the workloads' streams it holds. */
    Rejoin(Aim aim, boolean empty) {
        this.aim = aim;
        this.server = aim.targets().getFirst();
        this.empty = empty;
        ClusterView view = aim.look().get();
        aim.streams().stream()
                .filter(view.streams()::containsKey)
                .filter(name -> peers(view, name).contains(server.name()))
                .forEach(name -> replicas.put(name, peers(view, name).size()));
    }

    private static List<String> peers(ClusterView view, String stream) {
        ClusterView.StreamView seen = view.streams().get(stream);
        return seen == null ? List.of() : seen.peers();
    }

    @Override
    public void inject() {
        server.signal(Signal.TERM);
        if (!server.awaitExit(EXIT)) {
            throw new IllegalStateException(server.name() + " did not stop within " + EXIT.toSeconds() + " s");
        }
        if (empty) {
            emptied();
        }
        left.set(aim.cluster().joinAnew(server));
        server.start();
    }

    private void emptied() {
        Evidence evidence = Evidence.of(server, aim.id());
        try {
            evidence.keepBefore(aim, server);
            server.stored().wipe();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String observe() {
        Waiting.until(server.natsName() + " in the meta group", LIMIT, POLL, () -> {
            Map<String, Boolean> peers = metaPeers();
            return peers.getOrDefault(server.natsName(), false)
                    ? Waiting.Look.there(true)
                    : Waiting.Look.notYet("peers there: " + peers);
        });
        heardOf();
        return takeOut();
    }

    /**
     * The meta leader gives replicas to servers only whose statistics it has heard (nats-server, selectPeerGroup): they come 0.25, 0.75,
     * 1.75 s and so on after a start, then every 10 s. Who takes the old one out before that leaves its streams with a replica less,
     * and nobody gives it back. A listener that loses its connection hears nothing; then the time has to do.
     */
    private void heardOf() {
        try {
            aim.leadership().get().system().hears("$SYS.SERVER.*.STATSZ", STATISTICS,
                    said -> said.path("server").path("name").asText().equals(server.natsName())
                            && said.path("statsz").has("jetstream"));
        } catch (FailureException e) {
            Waiting.pause("the statistics of " + server.natsName(), STATISTICS);
        }
    }

    /** Asked again until the old name is gone: the meta group may be between two leaders. */
    private String takeOut() {
        return Waiting.until(left.get() + " to be out of the meta group", LIMIT, POLL, () -> {
            Map<String, Boolean> peers = metaPeers();
            if (!peers.isEmpty() && !peers.containsKey(left.get())) {
                return Waiting.Look.there(left.get() + " is no peer of the meta group any more, " + server.natsName()
                        + " is one" + (empty ? ", and came with an empty store" : ", and came with the store of the other"));
            }
            return Waiting.Look.notYet(peers + ", " + askForRemoval());
        });
    }

    private String askForRemoval() {
        try {
            aim.leadership().get().system().request("$JS.API.SERVER.REMOVE",
                    Json.mapper().createObjectNode().put("peer", left.get()).toString(), REQUEST);
            return "asked";
        } catch (IOException | JetStreamApi.Refused | FailureException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The meta group as its leader lists it, by the names that NATS knows: whether each is online. Empty without a leader. */
    private Map<String, Boolean> metaPeers() {
        Map<String, Boolean> peers = new TreeMap<>();
        for (Server each : aim.cluster().servers()) {
            try {
                JsonNode meta = each.monitor("jsz", ASK).path("meta_cluster");
                if (meta.path("leader").asText().equals(each.natsName())) {
                    peers.put(each.natsName(), true);
                    meta.path("replicas").forEach(replica -> peers.put(
                            replica.path("name").asText(), !replica.path("offline").asBoolean()));
                }
            } catch (IOException e) {
                // It does not run, or is about to: another one may lead.
            }
        }
        return peers;
    }

    /** The one that left stays away; the new one stays. */
    @Override
    public void heal() {
        if (left.get().isEmpty()) {
            server.awaitExit(EXIT);
        }
        if (!server.running()) {
            server.start();
        }
        if (!left.get().isEmpty()) {
            takeOut();
        }
    }

    @Override
    public String observeHealed() {
        return Waiting.until("all replicas of " + replicas.keySet(), LIMIT, POLL, () -> {
            ClusterView view = aim.look().get();
            List<String> open = replicas.entrySet().stream()
                    .filter(stream -> !Led.whole(view, stream.getKey(), stream.getValue()))
                    .map(stream -> stream.getKey() + " on " + peers(view, stream.getKey()))
                    .toList();
            return open.isEmpty()
                    ? Waiting.Look.there(replicas.size() + " streams of the workloads have all their replicas")
                    : Waiting.Look.notYet(String.join(", ", open));
        });
    }
}
