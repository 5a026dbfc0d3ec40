package natscompat.deployer.sidecar;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import natscompat.deployer.line.LineServer;
import natscompat.deployer.link.LinkProxy;
import natscompat.deployer.link.NameLookups;
import natscompat.deployer.link.WarmUp;
import natscompat.model.time.Draws;
import natscompat.platform.store.FolderStore;

/**
 * The process of the sidecar ({@code nats-compat sidecar}), told everything by its environment ({@link SidecarVariable}).
 * It lives as long as its pod, or its link proxy: begun again by the kubelet it is seen to be another one, and what happened
 * meanwhile is not laid at the servers' door.
 */
public final class SidecarMain {
    private SidecarMain() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        run(System.getenv(), System.out);
    }

    /**
     * Serves until the process ends.
     *
     * @param out gets a line when it takes orders
     * @throws IOException when the pipe cannot be made, an address is in use, or the link proxy has ended
     */
    public static void run(Map<String, String> environment, PrintStream out) throws IOException {
        NameLookups.atEveryDial();
        Setup setup = Setup.of(environment);
        ServerProcess server = new ServerProcess(setup.start(), setup.config());
        Optional<LinkProxy> proxy = Optional.empty();
        if (setup.linkProxy()) {
            WarmUp.run();
            // Told the seed of its cell before its server starts.
            proxy = Optional.of(new LinkProxy(setup.fronts(), Draws.of(0).at("link-proxy", setup.server())));
        }
        // Last: whoever waits for this port may start the server, which then finds the pipe.
        try (LineServer orders = new LineServer(
                new InetSocketAddress(setup.listen(), Setup.PORT), setup.token(), new Sidecar(server, new StoreOrders(server, new FolderStore(setup.store())), proxy))) {
            out.println("takes orders for " + setup.server() + " on port " + orders.port());
            out.flush();
            proxy.map(LinkProxy::ended).orElseGet(CompletableFuture::new).join();
            throw new IOException("the link proxy of " + setup.server() + " ended by itself");
        } finally {
            proxy.ifPresent(LinkProxy::close);
        }
    }
}
