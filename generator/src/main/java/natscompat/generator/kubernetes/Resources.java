package natscompat.generator.kubernetes;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import natscompat.model.failure.Failure;

/**
 * What one server asks for, and may take at most. A request above its limit is an error of input.
 *
 * @param cpuRequest asked for
 * @param cpuLimit at most
 * @param memoryRequest asked for
 * @param memoryLimit at most; the server's GOMEMLIMIT is nine tenths of it, its memory storage may take half of it
 */
public record Resources(Cpu cpuRequest, Cpu cpuLimit, Quantity memoryRequest, Quantity memoryLimit) {
    private static final Cpu USUAL_CPU_REQUEST = Cpu.of("100m");
    private static final Cpu USUAL_CPU_LIMIT = Cpu.of("1");
    private static final Quantity USUAL_MEMORY = Quantity.of("512Mi");

    /** A tenth of a processor and a whole one at most; 512 MiB, asked for and limited. */
    public static final Resources DEFAULT =
            new Resources(USUAL_CPU_REQUEST, USUAL_CPU_LIMIT, USUAL_MEMORY, USUAL_MEMORY);

    /** Checks that nothing asks for more than it may take. */
    public Resources {
        if (cpuRequest.milli() > cpuLimit.milli() || memoryRequest.bytes() > memoryLimit.bytes()) {
            throw Failure.input("limit a server to cpu=" + cpuLimit.text() + ",memory=" + memoryLimit.text(),
                    "it asks for cpu=" + cpuRequest.text() + ",memory=" + memoryRequest.text(),
                    "Raise the limit, or lower the request.");
        }
    }

    /**
     * Reads both as {@code kubectl set resources} does: {@code cpu=250m,memory=512Mi}. What is named once holds for
     * both, as far as it goes; what is not named is as in {@link #DEFAULT}.
     */
    public static Resources of(Optional<String> requests, Optional<String> limits) {
        Map<String, String> asked = read(requests);
        Map<String, String> most = read(limits);
        Cpu cpuRequest = cpu(asked).orElse(USUAL_CPU_REQUEST);
        Cpu cpuLimit = cpu(most).orElse(cpuRequest.milli() > USUAL_CPU_LIMIT.milli() ? cpuRequest : USUAL_CPU_LIMIT);
        if (cpu(asked).isEmpty() && cpuRequest.milli() > cpuLimit.milli()) {
            cpuRequest = cpuLimit;
        }
        Quantity memoryLimit = memory(most).or(() -> memory(asked)).orElse(USUAL_MEMORY);
        return new Resources(cpuRequest, cpuLimit, memory(asked).orElse(memoryLimit), memoryLimit);
    }

    private static Optional<Cpu> cpu(Map<String, String> named) {
        return Optional.ofNullable(named.get("cpu")).map(Cpu::of);
    }

    private static Optional<Quantity> memory(Map<String, String> named) {
        return Optional.ofNullable(named.get("memory")).map(Quantity::of);
    }

    private static Map<String, String> read(Optional<String> text) {
        Map<String, String> named = new HashMap<>();
        for (String part : text.map(t -> t.split(",", -1)).orElse(new String[0])) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length != 2 || !(pair[0].equals("cpu") || pair[0].equals("memory"))) {
                throw Failure.input("read " + part + " of the resources of a server", "it is neither cpu= nor memory=",
                        "Say for example cpu=250m,memory=512Mi.");
            }
            named.put(pair[0], pair[1]);
        }
        return named;
    }
}
