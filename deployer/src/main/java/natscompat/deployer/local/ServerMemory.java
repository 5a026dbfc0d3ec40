package natscompat.deployer.local;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The most memory that one server may take: a quarter of the machine's (of the container's, where there is one), and 2 GiB at
 * least. A healthy one takes less than 300 MB; one that was given a damaged block took 23 GB until the system killed it, and
 * with it went every other cell of the run. It ends by itself now, with the stack of whoever asked for more as its last
 * words. Stateless.
 */
final class ServerMemory {
    private static final int PART = 4;
    private static final long LEAST = 2L << 30;
    private static final int KIBI = 10;

    private ServerMemory() {}

    /** In KiB, as {@code ulimit -d} takes it; {@code unlimited} where nobody knows what the machine has. */
    static String limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                        && machine.getTotalMemorySize() > 0
                ? limit(machine.getTotalMemorySize())
                : "unlimited";
    }

    static String limit(long machineBytes) {
        return Long.toString(Math.max(LEAST, machineBytes / PART) >> KIBI);
    }
}
