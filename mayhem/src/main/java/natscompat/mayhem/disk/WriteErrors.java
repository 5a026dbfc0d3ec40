package natscompat.mayhem.disk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.process.Outage;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Server;

/**
 * A disk that takes nothing more, without root and without a file system of its own: the soft limit of the size of files
 * (RLIMIT_FSIZE) of the running process is set to one byte, so that every write fails with EFBIG (Go ignores SIGXFSZ). Seen
 * by that limit, and where the server writes a log file by a line that fails to come; the log of a pod is a pipe, which has no
 * limit. From 2.14 on a stream stays frozen after a write error (facts: nats.md 4.2), so the heal restarts the server; what it
 * has stored by then is kept.
 */
public final class WriteErrors implements Fault {
    private static final FaultType TYPE = new FaultType(
            "write-errors", "lets every write to a file fail, as a full disk does", "2.9.0", Set.of(),
            Duration.ofSeconds(60), Damage.STORE);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.PROCESS, Touch.STORE);
    }

    @Override
    public Injection aim(Aim aim) {
        List<MissingLine> lines = aim.targets().stream().filter(Server::writesLog).map(MissingLine::of).toList();
        return new Limited(aim, aim.targets(), Outage.byTerm(aim.targets()), new ConcurrentHashMap<>(), lines);
    }

    private record Limited(Aim aim, List<Server> targets, Outage outage, Map<Server, String> limits, List<MissingLine> lines)
            implements Injection {
        private static final Duration EXIT = Duration.ofSeconds(15);

        @Override
        public void inject() {
            targets.forEach(server -> limits.put(server, server.refuseWrites(true)));
        }

        @Override
        public String observe() {
            StringBuilder seen = new StringBuilder();
            limits.forEach((server, limit) -> {
                if (!limit.contains(" 1 ")) {
                    throw new IllegalStateException(server.name() + ": " + limit);
                }
                seen.append(server.name()).append(": ").append(limit.replaceAll(" +", " ").strip());
            });
            lines.forEach(line -> seen.append("; ").append(line.await()));
            return seen.toString();
        }

        @Override
        public void heal() {
            targets.stream().filter(Server::running).forEach(server -> server.refuseWrites(false));
            outage.endThoseThatRun();
            targets.stream().filter(server -> server.awaitExit(EXIT)).forEach(
                    server -> Evidence.of(server, aim.id()).keepAfter(aim, server));
            outage.heal();
        }

        @Override
        public String observeHealed() {
            return outage.observeHealed();
        }
    }
}
