package natscompat.mayhem.process;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Signal;

/** Servers come back in another order than they had, with drawn gaps up to the shortest election (4 s, facts: nats.md 3). */
public final class StartOrder implements Fault {
    private static final FaultType TYPE = new FaultType(
            "start-order", "stops all servers by SIGTERM and starts them one after another in a drawn order", "2.9.0", Set.of(), Duration.ofSeconds(60), Damage.QUORUM);

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
        return new Ended(aim.targets(), Signal.TERM, Comeback.drawn(aim.targets(), aim.draws()));
    }
}
