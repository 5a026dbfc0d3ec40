package natscompat.mayhem.group;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;

/** A meta leader that hands over although nothing is wrong with it. */
public final class MetaStepDown implements Fault {
    private static final FaultType TYPE =
            new FaultType("step-down-meta", "makes the leader of the meta group step down", "2.9.0", Set.of(), Duration.ofSeconds(60), Damage.NONE);

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
        return new StepDown(
                "the meta group",
                aim.targets().getFirst(),
                aim.leadership().get().system(),
                "$JS.API.META.LEADER.STEPDOWN",
                () -> aim.look().get().metaLeader());
    }
}
