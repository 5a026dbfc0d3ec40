package natscompat.platform;

import java.util.Set;

/** Where clusters run: processes on this machine, or Kubernetes. Thread-safe: cells start their clusters side by side. */
public interface Platform extends AutoCloseable {
    /** {@code local} or {@code kubernetes}. */
    String name();

    /** What faults may need and this platform has; the words are those of {@link natscompat.model.catalog.Need}. */
    Set<String> provides();

    /**
     * Prepares a cluster: claims its addresses and writes its configuration. Starts no server.
     *
     * @throws natscompat.model.failure.FailureException when no addresses are free or a configuration is refused
     */
    Cluster create(ClusterSpec spec);

    /** Ends every cluster that is still there. */
    @Override
    void close();
}
