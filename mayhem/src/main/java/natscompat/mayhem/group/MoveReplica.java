package natscompat.mayhem.group;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import natscompat.client.JetStreamApi;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.rundir.Json;
import natscompat.model.time.Waiting;
import natscompat.platform.view.ClusterView;
import natscompat.platform.view.ClusterView.StreamView;

/**
 * Takes a replica from a live server, so that the cluster puts a new one elsewhere. Needs a server to spare: with as many
 * replicas as servers the request is refused (10075).
 */
public final class MoveReplica implements Fault {
    private static final FaultType TYPE = new FaultType(
            "move-replica", "takes a stream's replica from its target (peer-remove), so that another server gets one",
            "2.9.0", Set.of(), Duration.ofSeconds(60), Damage.NONE);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.GROUPS);
    }

    @Override
    public Injection aim(Aim aim) {
        String server = aim.targets().getFirst().name();
        ClusterView view = aim.look().get();
        List<StreamView> there = aim.streams().stream()
                .sorted()
                .flatMap(name -> view.streams().entrySet().stream().filter(e -> e.getKey().equals(name)))
                .map(entry -> entry.getValue())
                .filter(stream -> stream.peers().contains(server) && stream.peers().size() > 1)
                .filter(stream -> stream.peers().size() < aim.cluster().servers().size())
                .filter(stream -> Led.whole(view, stream.name(), stream.peers().size()))
                .toList();
        if (there.isEmpty()) {
            throw new NotPossible("no caught-up stream of the workloads has a replica on " + server
                    + " and a server to spare for another one");
        }
        StreamView drawn = aim.draws().at("asset").pick(there);
        return new Move(aim, server, drawn.name(), drawn.peers().size());
    }

    private record Move(Aim aim, String server, String stream, int replicas) implements Injection {
        /** Another fault may keep the server of a replica away for 2 min and more (docs/mayhem.md). */
        private static final Duration LIMIT = Duration.ofSeconds(150);
        /** What a leader answered is proposed only: it is lost where that leader goes before a majority has it. */
        private static final Duration LOST = Duration.ofSeconds(10);
        private static final Duration POLL = Duration.ofMillis(100);

        @Override
        public void inject() {
            AskedAgain.until("the removal of " + server + " from " + stream, AskedAgain.PATIENCE, this::remove);
        }

        /** One whose answer was lost may have been obeyed, and then the next one is refused. */
        private void remove() throws IOException, JetStreamApi.Refused {
            try {
                aim.leadership().get().account().request(
                        "$JS.API.STREAM.PEER.REMOVE." + stream,
                        Json.mapper().createObjectNode().put("peer", aim.targets().getFirst().natsName()).toString(),
                        AskedAgain.REQUEST);
            } catch (IOException | JetStreamApi.Refused e) {
                if (!left(peers())) {
                    throw e;
                }
            }
        }

        @Override
        public String observe() {
            AtomicLong asked = new AtomicLong(System.nanoTime());
            return Waiting.until(stream + " to leave " + server, LIMIT, POLL, () -> {
                List<String> peers = peers();
                if (!left(peers) && System.nanoTime() - asked.get() > LOST.toNanos()) {
                    inject();
                    asked.set(System.nanoTime());
                }
                return left(peers)
                        ? Waiting.Look.there(stream + " is on " + String.join(" ", peers))
                        : Waiting.Look.notYet("peers " + peers);
            });
        }

        private boolean left(List<String> peers) {
            return !peers.isEmpty() && !peers.contains(server);
        }

        private List<String> peers() {
            StreamView now = aim.look().get().streams().get(stream);
            return now == null ? List.of() : now.peers();
        }

        @Override
        public void heal() {
            // The replica stays where the cluster put it.
        }

        @Override
        public String observeHealed() {
            return Waiting.until("all replicas of " + stream, LIMIT, POLL, () -> {
                ClusterView view = aim.look().get();
                return Led.whole(view, stream, replicas)
                        ? Waiting.Look.there(stream + " has " + replicas + " replicas that caught up: " + peers())
                        : Waiting.Look.notYet(Led.said(view, stream));
            });
        }
    }
}
