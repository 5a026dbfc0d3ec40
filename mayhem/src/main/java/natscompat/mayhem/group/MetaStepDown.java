package natscompat.mayhem.group;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Server;

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
        Server led = aim.targets().getFirst();
        if (!aim.look().get().metaLeader().equals(Optional.of(led.name()))) {
            throw new NotPossible(led.name() + " does not lead the meta group any more");
        }
        return new StepDown(
                "the meta group",
                led,
                () -> aim.leadership().get().system(),
                "$JS.API.META.LEADER.STEPDOWN",
                () -> aim.look().get().metaLeader());
    }
}
