package natscompat.deployer.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natscompat.deployer.link.Front;
import natscompat.deployer.link.ProxyProcess;
import natscompat.deployer.process.StartTime;
import natscompat.generator.Address;
import natscompat.generator.ServerConfig.Listener;
import natscompat.platform.ClusterSpec;

/**
 * What a cluster's servers listen on and what others dial: the same, or the fronts of a link proxy. With a proxy every
 * advertised address is one of its, so gossip does not lead round it (facts: nats.md 2.3).
 *
 * @param block the cluster's addresses
 * @param proxied whether a link proxy stands in front
 */
record Fronts(AddressBlock block, boolean proxied) {
    /** Starts the link proxy of a cluster; it ends with us, and not before us at Ctrl-C: open faults are healed through it. */
    static ProxyProcess proxy(ClusterSpec spec, AddressBlock block, Starter starter, Guard guard) throws IOException {
        List<Front> fronts = new ArrayList<>();
        for (int i = 0; i < spec.mix().size(); i++) {
            String server = spec.name() + "-" + i;
            fronts.add(front(server, false, block.clientFront(i), block.client(i)));
            fronts.add(front(server, true, block.routeFront(i), block.route(i)));
        }
        ProxyProcess proxy = ProxyProcess.start(
                builder -> starter.start(builder.command(Session.own(builder.command()))), fronts, Secrets.token(), spec.seed(),
                spec.folder().path().resolve("link-proxy.log"));
        Optional<String> began = StartTime.of(proxy.pid());
        if (began.isPresent()) {
            guard.watch(proxy.pid(), began.get());
        }
        return proxy;
    }

    private static Front front(String server, boolean route, Address listen, Address target) {
        return new Front(server, route, listen.host(), listen.port(), target.host(), target.port());
    }

    /** For clients of a server. */
    Listener client(int ordinal) {
        return proxied
                ? new Listener(block.client(ordinal), Optional.of(block.clientFront(ordinal)))
                : Listener.at(block.client(ordinal));
    }

    /** For routes to a server. */
    Listener route(int ordinal) {
        return proxied
                ? new Listener(block.route(ordinal), Optional.of(block.routeFront(ordinal)))
                : Listener.at(block.route(ordinal));
    }

    /** What clients of a server dial. */
    Address dialled(int ordinal) {
        return proxied ? block.clientFront(ordinal) : block.client(ordinal);
    }

    /** What the other servers dial, by ordinal. */
    List<Address> peers() {
        return proxied ? block.routeFronts() : block.routes();
    }
}
