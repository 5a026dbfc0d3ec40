package natscompat.generator.kubernetes;

/**
 * What one server asks for, and may take at most.
 *
 * @param cpuRequest in Kubernetes' words: {@code 250m}
 * @param cpuLimit in Kubernetes' words: {@code 1}
 * @param memoryRequest in Kubernetes' words: {@code 512Mi}
 * @param memoryLimit in Kubernetes' words: {@code 512Mi}; the server's GOMEMLIMIT is nine tenths of it
 */
public record Resources(String cpuRequest, String cpuLimit, Quantity memoryRequest, Quantity memoryLimit) {
    /** A tenth of a processor and a whole one at most; 512 MiB, asked for and limited. */
    public static final Resources DEFAULT =
            new Resources("100m", "1", Quantity.of("512Mi"), Quantity.of("512Mi"));
}
