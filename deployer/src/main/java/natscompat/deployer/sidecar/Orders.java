package natscompat.deployer.sidecar;

import java.util.List;
import natscompat.deployer.link.Peer;
import natscompat.platform.Signal;

/** What is said between {@link SidecarClient} and {@link Sidecar}: a word, a blank and one of these as JSON. */
final class Orders {
    /** A look that waits for a change: {@link Look} to {@link Sight}. */
    static final String LOOK = "look";
    /** {@link Start} to {@link Sight}. */
    static final String START = "start";
    /** {@link Send} to {@link Done}. */
    static final String SIGNAL = "signal";
    /** {@link Done} to {@link Done}: removes everything that the server stores. */
    static final String WIPE = "wipe";
    /** {@link Sight} to {@link Digest}. */
    static final String DIGEST = "digest";
    /** {@link Ask} to {@link Done}. */
    static final String PEERS = "peers";
    /** What {@link natscompat.deployer.link.LinkOrders} takes and answers. */
    static final String LINKS = "links";

    private Orders() {}

    /**
     * Says when there is something else than what is known.
     *
     * @param millis to wait for it at most
     */
    record Look(Sight known, long millis) {}

    /**
     * Lets the process that waits become a server.
     *
     * @param extra lines of its configuration
     */
    record Start(String extra) {}

    /** Sends a signal to that process and to no other. */
    record Send(Signal signal, Sight to) {}

    /** Names servers whose links end at this one. */
    record Ask(List<Peer> peers) {}

    /** Of the binary that runs, lower-case hex. */
    record Digest(String sha256) {}

    /** It was carried out. */
    record Done() {}
}
