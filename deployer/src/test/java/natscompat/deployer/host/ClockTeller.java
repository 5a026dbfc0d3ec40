package natscompat.deployer.host;

import java.io.IOException;

/** The program of a child JVM: says the time of day in milliseconds once for each byte that it gets. */
final class ClockTeller {
    private ClockTeller() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        while (System.in.read() >= 0) {
            System.out.println(System.currentTimeMillis());
        }
    }
}
