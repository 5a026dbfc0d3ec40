package natscompat.publish;

import java.util.Optional;
import natscompat.publish.image.ImageName;

/**
 * By which name nodes pull what was pushed from here, where they know the registry by another one. The digests are the same.
 * Immutable.
 *
 * @param registry host, port and path below which images are for nodes; empty = as for us
 */
public record PullRegistry(Optional<String> registry) {
    /** Nodes know the registry by the name that we know. */
    public static final PullRegistry SAME = new PullRegistry(Optional.empty());

    /**
     * Refuses what is no beginning of an image's name.
     *
     * @throws natscompat.model.failure.FailureException INPUT when it is none
     */
    public PullRegistry {
        registry = registry.map(name -> name.replaceAll("/+$", ""));
        registry.ifPresent(name -> ImageName.parse(name + "/nats-server"));
    }

    /**
     * The same image as nodes name it.
     *
     * @param reference of an image that was pushed from here, with its digest
     */
    public String of(String reference) {
        return registry.map(name -> name + reference.substring(reference.lastIndexOf('/'))).orElse(reference);
    }
}
