package natscompat.mayhem.group;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.view.ClusterView;

/** A leader of a consumer that hands over although nothing is wrong with it. */
public final class ConsumerStepDown implements Fault {
    private static final FaultType TYPE =
            new FaultType("step-down-consumer", "makes the leader of a consumer step down", "2.9.0", Set.of(), Duration.ofSeconds(60), Damage.NONE);

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
        ClusterView view = aim.look().get();
        String server = aim.targets().getFirst().name();
        List<String> led = aim.consumers().stream()
                .sorted()
                .filter(name -> Led.consumerLeader(view, name).equals(Optional.of(server)))
                .toList();
        if (led.isEmpty()) {
            throw new NotPossible(server + " leads no consumer of the workloads any more");
        }
        String drawn = aim.draws().at("asset").pick(led);
        Led.mustHaveOthers("consumer " + drawn, Led.consumerPeers(view, drawn));
        return new StepDown(
                "consumer " + drawn,
                aim.targets().getFirst(),
                () -> aim.leadership().get().account(),
                "$JS.API.CONSUMER.LEADER.STEPDOWN." + drawn.replace('/', '.'),
                () -> Led.consumerLeader(aim.look().get(), drawn));
    }
}
