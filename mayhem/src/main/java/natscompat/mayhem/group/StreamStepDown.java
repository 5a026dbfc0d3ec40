package natscompat.mayhem.group;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.view.ClusterView.StreamView;

/** A leader of a stream that hands over although nothing is wrong with it. */
public final class StreamStepDown implements Fault {
    private static final FaultType TYPE =
            new FaultType("step-down-stream", "makes the leader of a stream step down", "2.9.0", Set.of(), Duration.ofSeconds(60), Damage.NONE);

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
        Led.mustHaveOthers("stream " + stream.name(), stream.peers());
        return new StepDown(
                "stream " + stream.name(),
                aim.targets().getFirst(),
                () -> aim.leadership().get().account(),
                "$JS.API.STREAM.LEADER.STEPDOWN." + stream.name(),
                () -> Led.leader(aim.look().get(), stream.name()));
    }
}
