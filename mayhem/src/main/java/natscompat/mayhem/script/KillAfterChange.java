package natscompat.mayhem.script;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import natscompat.client.JetStreamApi;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.time.Waiting;

/**
 * A stream is changed (its description only), and the moment this is acknowledged every server is killed: what the meta
 * group decided last has not been in any snapshot yet (facts: bugs.md 4c). Whether the change is still there stands in
 * the detail of the heal.
 */
public final class KillAfterChange implements Fault {
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final FaultType TYPE = new FaultType(
            "kill-after-change", "changes a stream and kills every server at once when that was acknowledged", "2.9.0",
            Set.of(), Duration.ofSeconds(90), Damage.QUORUM);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.PROCESS);
    }

    @Override
    public Injection aim(Aim aim) {
        if (aim.streams().isEmpty()) {
            throw new NotPossible("the workloads have no stream that stays");
        }
        String stream = aim.draws().at("stream").pick(aim.streams().stream().sorted().toList());
        String mark = "changed by fault " + aim.id();
        JetStreamApi api = aim.leadership().get().account();
        return new Scripted(aim, Duration.ofSeconds(30), stage -> {
            change(api, stream, mark);
            stage.kill(aim.targets());
            stage.say("after the change of " + stream + " was acknowledged");
        }, () -> kept(aim, stream, mark));
    }

    private static void change(JetStreamApi api, String stream, String mark) {
        try {
            ObjectNode config = (ObjectNode) api.request("$JS.API.STREAM.INFO." + stream, "", REQUEST).path("config");
            config.put("description", mark);
            api.request("$JS.API.STREAM.UPDATE." + stream, config.toString(), REQUEST);
        } catch (IOException | JetStreamApi.Refused e) {
            throw new IllegalStateException("change " + stream + ": " + e.getMessage(), e);
        }
    }

    private static String kept(Aim aim, String stream, String mark) {
        List<String> last = new ArrayList<>(List.of("nobody answered"));
        boolean kept = Waiting.reached("the change of " + stream, LOOK, POLL, () -> {
            try {
                String now = aim.leadership().get().account()
                        .request("$JS.API.STREAM.INFO." + stream, "", REQUEST)
                        .path("config").path("description").asText();
                last.set(0, "its description is \"" + now + "\"");
                return now.equals(mark);
            } catch (IOException | JetStreamApi.Refused | RuntimeException e) {
                last.set(0, String.valueOf(e.getMessage()));
                return false;
            }
        });
        return kept ? "; the change is there" : "; THE CHANGE IS LOST: " + last.getFirst();
    }
}
