package natscompat.mayhem.script;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.client.JetStreamApi;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.NotPossible;
import natscompat.mayhem.group.AskedAgain;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.history.Event;
import natscompat.model.time.Waiting;

/**
 * A stream is changed (its description only), and the moment this is acknowledged every server is killed: what the meta
 * group decided last has not been in any snapshot yet (facts: bugs.md 4c). Whether the change is still there is
 * an event of its own, which the check {@code assets-exist} judges.
 */
public final class KillAfterChange implements Fault {
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(60);
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
        // Who else changes a stream reads its configuration first, and would put the change back.
        return Set.of(Touch.PROCESS, Touch.GROUPS);
    }

    @Override
    public Injection aim(Aim aim) {
        if (aim.streams().isEmpty()) {
            throw new NotPossible("the workloads have no stream that stays");
        }
        String stream = aim.draws().at("stream").pick(aim.streams().stream().sorted().toList());
        Change change = new Change(aim, stream, "changed by fault " + aim.id());
        Duration longest = AskedAgain.PATIENCE.plus(REQUEST.multipliedBy(2)).plus(Stage.longest(0, aim.targets().size(), 0));
        return new Scripted(aim, longest, stage -> {
            change.make();
            stage.kill(aim.targets());
            stage.say("after the change of " + stream + " was acknowledged");
        }, change::kept);
    }

    /** One change of one stream. */
    private static final class Change {
        private final AtomicReference<Optional<Long>> acknowledged = new AtomicReference<>(Optional.empty());
        private final Aim aim;
        private final String stream;
        private final String mark;

        Change(Aim aim, String stream, String mark) {
            this.aim = aim;
            this.stream = stream;
            this.mark = mark;
        }

        void make() {
            AskedAgain.until("the change of " + stream, AskedAgain.PATIENCE, () -> {
                JetStreamApi api = aim.leadership().get().account();
                ObjectNode config =
                        (ObjectNode) api.request("$JS.API.STREAM.INFO." + stream, "", REQUEST).path("config");
                config.put("description", mark);
                api.request("$JS.API.STREAM.UPDATE." + stream, config.toString(), REQUEST);
                acknowledged.set(Optional.of(aim.clock().nanos()));
            });
        }

        /** Recorded for the check of assets; when nobody answers, nothing is known and the fault is not healed. */
        String kept() {
            if (acknowledged.get().isEmpty()) {
                return "; the change was not acknowledged";
            }
            AtomicReference<String> last = new AtomicReference<>("nobody answered");
            AtomicReference<Optional<String>> seen = new AtomicReference<>(Optional.empty());
            boolean kept = Waiting.reached("the change of " + stream, LOOK, POLL, () -> {
                try {
                    String now = aim.leadership().get().account()
                            .request("$JS.API.STREAM.INFO." + stream, "", REQUEST)
                            .path("config").path("description").asText();
                    seen.set(Optional.of("its description is \"" + now + "\""));
                    return now.equals(mark);
                } catch (IOException | JetStreamApi.Refused | RuntimeException e) {
                    last.set(String.valueOf(e.getMessage()));
                    // An old answer says nothing of now.
                    seen.set(Optional.empty());
                    return false;
                }
            });
            String instead = seen.get().orElseThrow(
                    () -> new IllegalStateException("nobody says whether the change of " + stream + " is there: " + last.get()));
            aim.events().accept(new Event.AssetChanged(
                    aim.clock().nanos(), stream, "its description became \"" + mark + "\"",
                    acknowledged.get().orElseThrow(), kept, kept ? "" : instead));
            return kept ? "; the change is there" : "; THE CHANGE IS LOST: " + instead;
        }
    }
}
