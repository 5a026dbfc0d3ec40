package natscompat.platform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.platform.link.Links;

/**
 * A running cluster. Changes of the mix ({@link #roll}, {@link #coldSwap}) are made by one thread at a time; everything
 * else is thread-safe. Every wait inside is named and bounded and fails as a
 * {@link natscompat.model.failure.FailureException} of category DEPLOY that says what was last seen.
 */
public interface Cluster extends AutoCloseable {
    /** The NATS cluster name. */
    String name();

    /** Its servers, by ordinal. */
    List<Server> servers();

    /** User and password of the account that workloads use. Made for this cluster; never logged. */
    Login login();

    /** User and password of the system account. Made for this cluster; never logged. */
    Login systemLogin();

    /** Which release each server is to run now. */
    Mix mix();

    /** Starts every server and waits until the cluster is healthy: at most 60 s. */
    void start();

    /**
     * Restarts one server on a release with its store kept, and waits for the gate of SEMANTICS.md 4 (60 s at most).
     *
     * @param impatient waits only until the restarted server itself is healthy
     */
    void roll(int ordinal, String release, StopStyle stop, boolean impatient);

    /**
     * Whether servers of a mix can be rolled in any order. Where they cannot, the highest ordinal is the first to change and the
     * first of those that changed to go back.
     */
    default boolean anyOrder() {
        return true;
    }

    /** Stops every server, then starts every server on the new mix with the same stores, and waits until healthy. */
    void coldSwap(Mix mix);

    /**
     * Waits until every server is healthy and every replica of every group has caught up (the gate).
     *
     * @param name what for
     * @throws natscompat.model.failure.FailureException after {@code limit}, with what was last seen
     */
    void awaitCaughtUp(String name, Duration limit);

    /** Whether one server is healthy and caught up in every group now; the text says what is missing, empty if nothing. */
    String missing(Server server);

    /**
     * From its next start on, NATS knows the server under a new name, as one that has never been here; we go on calling it
     * what we did ({@link natscompat.model.plan.ServerName}). Only while its process does not run.
     *
     * @return the name that NATS knew it under until now
     */
    default String joinAnew(Server server) {
        throw Failure.bug("let " + server.name() + " join anew", "this platform gives a server its name for good",
                "Name it in the fault's needs.");
    }

    /** Its links, where a link proxy stands in them ({@link ClusterSpec#linkProxy}). */
    default Optional<Links> links() {
        return Optional.empty();
    }

    /** The process that stands in its links, if there is one and it is on this machine. */
    default OptionalLong linkProxy() {
        return OptionalLong.empty();
    }

    /**
     * What others did to a server that neither we nor its release are to blame for: its node was drained, its pod deleted.
     * From then on the cell shows nothing of releases. Empty while nothing of the kind has happened.
     */
    default Optional<Failure> disturbed() {
        return Optional.empty();
    }

    /** Keeps what every running server says on its monitoring endpoints under {@code servers/NAME/<label>/}. */
    void dump(String label);

    /** Stops every server by SIGTERM and waits for their ends. */
    void stop();

    /** Ends whatever is left at once and gives the addresses back. Never throws. */
    @Override
    void close();
}
