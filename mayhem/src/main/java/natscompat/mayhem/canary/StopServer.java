package natscompat.mayhem.canary;

import java.time.Duration;
import java.util.Set;
import natscompat.platform.Server;

/** A server that ends without being told, past the platform, which then records an unplanned exit. */
final class StopServer implements Canary {
    private static final Duration EXIT = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "stop-server";
    }

    @Override
    public String line() {
        return "stops a server untold and starts it again";
    }

    @Override
    public String promise() {
        return "server-stays-up";
    }

    @Override
    public Set<String> workloads() {
        return Set.of();
    }

    @Override
    public void breakIt(CanaryContext context) {
        Hand hand = new Hand(this, context);
        Server server = context.draws().at("server").pick(context.cluster().servers());
        ProcessHandle process = ProcessHandle.of(server.pid().orElse(-1))
                .orElseThrow(() -> hand.failed(server.name() + " has no process on this machine"));
        process.destroy();
        if (!server.awaitExit(EXIT)) {
            throw hand.failed(server.name() + " did not end within " + EXIT.toSeconds() + " s");
        }
        hand.broken("stopped " + server.name() + " by SIGTERM, past the platform");
        server.start();
    }
}
