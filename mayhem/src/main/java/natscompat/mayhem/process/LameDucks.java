package natscompat.mayhem.process;

import java.time.Duration;
import java.util.List;
import natscompat.mayhem.fault.Injection;
import natscompat.platform.Server;
import natscompat.platform.Signal;

/** Servers in lame duck mode. They ignore SIGTERM; after their own limit come SIGINT and SIGKILL (SEMANTICS.md 4). */
final class LameDucks implements Injection {
    /** lame_duck_duration of our configurations (30 s) and 5 s more. */
    private static final Duration OWN_LIMIT = Duration.ofSeconds(35);
    private static final Duration FORCED = Duration.ofSeconds(5);

    private final Ended ended;
    private final List<Server> targets;

    LameDucks(List<Server> targets) {
        this.targets = targets;
        this.ended = new Ended(targets, Signal.USR2);
    }

    @Override
    public void inject() {
        ended.inject();
    }

    @Override
    public String observe() {
        StringBuilder seen = new StringBuilder();
        for (Server server : targets) {
            if (!server.awaitExit(OWN_LIMIT)) {
                seen.append(server.name()).append(" outlived its limit; ");
                force(server);
            }
        }
        return seen + ended.observe();
    }

    private static void force(Server server) {
        server.signal(Signal.INT);
        if (!server.awaitExit(FORCED)) {
            server.signal(Signal.KILL);
        }
    }

    @Override
    public void heal() {
        targets.stream()
                .filter(server -> server.running() && !ended.hasStarted(server))
                .filter(server -> !server.awaitExit(FORCED))
                .forEach(LameDucks::force);
        ended.heal();
    }

    @Override
    public String observeHealed() {
        return ended.observeHealed();
    }
}
