package natscompat.deployer.sidecar;

import java.util.List;
import natscompat.deployer.link.Peer;
import natscompat.platform.Signal;
import natscompat.platform.store.Store.StoredFile;

/** What is said between {@link SidecarClient} and {@link Sidecar}: a word, a blank and one of these as JSON. */
final class Orders {
    /** A look that waits for a change: {@link Look} to {@link Sight}. */
    static final String LOOK = "look";
    /** {@link Start} to {@link Sight}. */
    static final String START = "start";
    /** {@link Send} to {@link Done}. */
    static final String SIGNAL = "signal";
    /** {@link Done} to {@link Files}. */
    static final String FILES = "files";
    /** {@link Piece} to {@link Bytes}. */
    static final String READ = "read";
    /** {@link Bytes} to {@link Done}, while the server does not run. */
    static final String WRITE = "write";
    /** {@link Cut} to {@link Done}, while the server does not run. */
    static final String TRUNCATE = "truncate";
    /** {@link Cut} to {@link Done}, while the server does not run. */
    static final String REMOVE = "remove";
    /** {@link Done} to {@link Wiped}, while the server does not run. */
    static final String WIPE = "wipe";
    /** {@link Limit} to {@link Said}. */
    static final String LIMIT = "limit";
    /** {@link Sight} to {@link Digest}. */
    static final String DIGEST = "digest";
    /** {@link Sight} to {@link Starved}: since this was asked before. */
    static final String STARVED = "starved";
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

    /** What the server stores. */
    record Files(List<StoredFile> files) {}

    /** A piece of a file that is asked for. */
    record Piece(String file, long at, int length) {}

    /** A piece of a file. */
    @SuppressWarnings("ArrayRecordComponent") // Only sent, never compared.
    record Bytes(String file, long at, byte[] bytes) {}

    /** A file and the size that it is to have. */
    record Cut(String file, long size) {}

    /** How many files and folders went. */
    record Wiped(int count) {}

    /** Whether every write of this process is to fail. */
    record Limit(Sight process, boolean refuse) {}

    /** What the kernel says. */
    record Said(String text) {}

    /**
     * Names servers whose links end at this one.
     *
     * @param seed of what is drawn for those links
     */
    record Ask(List<Peer> peers, long seed) {}

    /** Of the binary that runs, lower-case hex. */
    record Digest(String sha256) {}

    /** How long the thread that waited longest waited for a processor; 0 when all got to run. */
    record Starved(long millis) {}

    /** It was carried out. */
    record Done() {}
}
