package natscompat.generator.kubernetes;

/**
 * A process of ours beside every server: signals, and the link proxy where there are link faults. A native sidecar (an
 * init container that restarts always), in the same process namespace and as the same user.
 *
 * @param image this tool as an image, by digest
 * @param linkProxy whether clients and other servers come through its fronts
 */
public record Sidecar(String image, boolean linkProxy) {}
