package natscompat.mayhem.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.NotPossible;
import natscompat.mayhem.process.Outage;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Server;

/**
 * A disk that takes nothing more, without root and without a file system of its own: the soft limit of the size of files
 * (RLIMIT_FSIZE) of the running process is set to one byte by {@code prlimit}, so that every write fails with EFBIG (Go
 * ignores SIGXFSZ). The server's log gets nothing either meanwhile. From 2.14 on a stream stays frozen after a write
 * error (facts: nats.md 4.2), so the heal restarts the server.
 */
public final class WriteErrors implements Fault {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final FaultType TYPE = new FaultType(
            "write-errors", "lets every write to a file fail, as a full disk does", "2.9.0", Set.of("local"),
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
        if (!Files.isExecutable(PRLIMIT)) {
            throw new NotPossible("there is no " + PRLIMIT + " (util-linux)");
        }
        return new Limited(aim.targets(), Outage.byTerm(aim.targets()));
    }

    private record Limited(List<Server> targets, Outage outage) implements Injection {
        @Override
        public void inject() {
            targets.forEach(server -> run(server, "--fsize=1:"));
        }

        private static void run(Server server, String limit) {
            String pid = Long.toString(server.pid().orElseThrow(() ->
                    new IllegalStateException(server.name() + " has no process")));
            try {
                Process process = new ProcessBuilder(PRLIMIT.toString(), "--pid", pid, limit)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new IllegalStateException("prlimit " + limit + " on " + server.name() + " failed");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        @Override
        public String observe() {
            StringBuilder seen = new StringBuilder();
            for (Server server : targets) {
                String limit = limit(server);
                if (!limit.contains(" 1 ")) {
                    throw new IllegalStateException(server.name() + ": " + limit);
                }
                seen.append(server.name()).append(": ").append(limit.replaceAll(" +", " "));
            }
            return seen.toString();
        }

        private static String limit(Server server) {
            try {
                return Files.readAllLines(Path.of("/proc/" + server.pid().orElse(0) + "/limits")).stream()
                        .filter(line -> line.startsWith("Max file size"))
                        .findFirst()
                        .orElse("no limit is told");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void heal() {
            targets.stream().filter(Server::running).forEach(server -> run(server, "--fsize=unlimited:"));
            outage.inject();
            outage.heal();
        }

        @Override
        public String observeHealed() {
            return outage.observeHealed();
        }
    }
}
