package natscompat.mayhem.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import natscompat.client.JetStreamApi;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.time.Waiting;
import natscompat.platform.view.ClusterView;
import natscompat.platform.view.ClusterView.StreamView;

/** Scales a stream to another number of replicas (1, 3 or 5) and back again. */
public final class ScaleStream implements Fault {
    private static final FaultType TYPE = new FaultType(
            "scale-stream", "scales a stream to 1, 3 or 5 replicas, and back to what it had",
            "2.9.0", Set.of(), Duration.ofMinutes(2), Damage.NONE);

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
        StreamView stream = Led.stream(aim);
        int replicas = stream.peers().size();
        if (!Led.whole(aim.look().get(), stream.name(), replicas)) {
            throw new NotPossible("stream " + stream.name() + " has not caught up everywhere");
        }
        List<Integer> others = Stream.of(1, 3, 5)
                .filter(count -> count != replicas && count <= aim.cluster().servers().size())
                .toList();
        return new Scale(aim, stream.name(), replicas, aim.draws().at("replicas").pick(others),
                ConsumerReplicas.of(aim, stream.name()));
    }

    private record Scale(Aim aim, String stream, int before, int meanwhile, ConsumerReplicas consumers)
            implements Injection {
        /** Another fault may keep the server of a replica away for 2 min and more (docs/mayhem.md). */
        private static final Duration LIMIT = Duration.ofSeconds(150);
        private static final Duration POLL = Duration.ofMillis(100);

        @Override
        public void inject() {
            AskedAgain.until("the scaling of " + stream, AskedAgain.PATIENCE, () -> update(aim.leadership().get().account(), meanwhile));
        }

        private void update(JetStreamApi api, int replicas) throws IOException, JetStreamApi.Refused {
            ObjectNode config =
                    (ObjectNode) api.request("$JS.API.STREAM.INFO." + stream, "", AskedAgain.REQUEST).path("config");
            config.put("num_replicas", replicas);
            api.request("$JS.API.STREAM.UPDATE." + stream, config.toString(), AskedAgain.REQUEST);
        }

        @Override
        public String observe() {
            return await(meanwhile);
        }

        private String await(int replicas) {
            return Waiting.until(stream + " with " + replicas + " replicas", LIMIT, POLL, () -> {
                ClusterView view = aim.look().get();
                return Led.whole(view, stream, replicas)
                        ? Waiting.Look.there(stream + " has " + replicas + " replicas that caught up")
                        : Waiting.Look.notYet(Led.said(view, stream));
            });
        }

        @Override
        public void heal() {
            AskedAgain.until("the scaling of " + stream + " to be taken back", LIMIT, () -> {
                // All of one try through one server: the next try has another one, whatever this one asks.
                JetStreamApi api = aim.leadership().get().account();
                update(api, before);
                consumers.putBack(api);
            });
        }

        @Override
        public String observeHealed() {
            return await(before);
        }
    }
}
