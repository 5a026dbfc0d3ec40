package natscompat.mayhem.process;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.Silence;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Server;
import natscompat.platform.Signal;

/** SIGSTOP, seen by a process that exists, is stopped for the kernel and does not answer; healed by SIGCONT. */
public final class Pause implements Fault {
    private static final FaultType TYPE = new FaultType(
            "pause",
            "stops the process from running by SIGSTOP and lets it go on by SIGCONT",
            "2.9.0",
            Set.of(),
            Duration.ofSeconds(150),
            Damage.OUT);

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
        return new Paused(aim.targets(), Lives.of(aim.targets()));
    }

    private record Paused(List<Server> targets, Lives lives) implements Injection {
        @Override
        public void inject() {
            targets.forEach(server -> server.signal(Signal.STOP));
        }

        @Override
        public String observe() {
            return targets.stream().map(Silence::await).collect(Collectors.joining(", "));
        }

        @Override
        public void heal() {
            targets.stream().filter(Server::running).forEach(server -> server.signal(Signal.CONT));
        }

        @Override
        public String observeHealed() {
            return lives.awaitSame();
        }
    }
}
