package natscompat.deployer.sidecar;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import natscompat.deployer.line.LineServer;
import natscompat.deployer.link.LinkProxy;
import natscompat.deployer.link.WarmUp;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;

/**
 * The process of the sidecar ({@code nats-compat sidecar}), told everything by its environment ({@link SidecarVariable}).
 * It lives as long as its pod.
 */
public final class SidecarMain {
    private static final Duration LONG = Duration.ofDays(1);

    private SidecarMain() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        run(System.getenv(), System.out);
    }

    /**
     * Serves until the process ends.
     *
     * @param out gets a line when it takes orders
     * @throws IOException when the pipe cannot be made or an address is in use
     */
    public static void run(Map<String, String> environment, PrintStream out) throws IOException {
        Setup setup = Setup.of(environment);
        ServerProcess server = new ServerProcess(setup.start(), setup.config());
        Optional<LinkProxy> proxy = Optional.empty();
        if (setup.linkProxy()) {
            WarmUp.run();
            // Delays and losses are drawn anew in each run: what they meet is not repeatable anyway.
            proxy = Optional.of(new LinkProxy(setup.fronts(), Draws.of(System.nanoTime()).at("link-proxy", setup.server())));
        }
        // Last: whoever waits for this port may start the server, which then finds the pipe.
        try (LineServer orders = new LineServer(
                new InetSocketAddress(setup.listen(), Setup.PORT), setup.token(), new Sidecar(server, new Store(setup.store()), proxy))) {
            out.println("takes orders for " + setup.server() + " on port " + orders.port());
            out.flush();
            while (true) {
                Waiting.pause("the end of the pod", LONG);
            }
        } finally {
            proxy.ifPresent(LinkProxy::close);
        }
    }
}
