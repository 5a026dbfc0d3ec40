package natscompat.mayhem.clock;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Server;

/**
 * A clock that was set wrong, by about one of NATS's own limits (election, lost quorum). Two leaders, one after the other, may
 * be wrong in both directions: a message id then ages by twice the longest jump, which is less than the 60 s that a retry
 * has left of the duplicate window of 2 min (SEMANTICS.md 1), so all promises stand.
 */
public final class ClockJump implements Fault {
    static final List<Integer> SECONDS = List.of(1, 4, 9, 10, 15, 25);
    private static final FaultType TYPE = new FaultType(
            "clock-jump", "sets the time of day that its targets see 1-25 s forward or back", "2.9.0",
            Set.of("server-clock"), Duration.ofMinutes(10), Damage.NONE);

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
        int seconds = aim.draws().at("seconds").pick(SECONDS);
        Duration by = Duration.ofSeconds(aim.draws().at("back").happens(0.5) ? -seconds : seconds);
        return new Jump(aim.targets(), by);
    }

    private record Jump(List<Server> targets, Duration by) implements Injection {
        @Override
        public void inject() {
            targets.forEach(server -> server.shiftClock(by));
        }

        @Override
        public String observe() {
            return TimeOfDay.await(targets, by);
        }

        @Override
        public void heal() {
            targets.stream().filter(Server::running).forEach(server -> server.shiftClock(Duration.ZERO));
        }

        @Override
        public String observeHealed() {
            return TimeOfDay.await(targets, Duration.ZERO);
        }
    }
}
