package natscompat.deployer.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.deployer.process.StartTime;

/**
 * The process that owns servers and guards: they carry it in their environment, so that whoever finds them can tell
 * whether it is gone. A process id means something in its PID namespace only: from outside a container its servers are
 * seen, and its ids are somebody else's.
 *
 * @param pid its process id
 * @param place number of its PID namespace; 0 where there are none
 * @param start its {@link StartTime}
 */
record Owner(long pid, long place, String start) {
    /** Name of the environment variable. */
    static final String VARIABLE = "NATS_COMPAT_OWNER";

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})@(\\d{1,18}):(.+)");
    /** Reads like {@code pid:[4026531836]} (namespaces(7)). */
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

    /** This process. */
    static Owner self() {
        long pid = ProcessHandle.current().pid();
        return new Owner(pid, here(), StartTime.of(pid).orElse("unknown"));
    }

    private static long here() {
        try {
            String digits = Files.readSymbolicLink(NAMESPACE).toString().replaceAll("\\D", "");
            return digits.isEmpty() ? 0 : Long.parseLong(digits);
        } catch (IOException | UnsupportedOperationException e) {
            return 0;
        }
    }

    /** Reads {@code pid@place:start}. */
    static Optional<Owner> parse(String text) {
        Matcher m = FORM.matcher(text);
        return m.matches()
                ? Optional.of(new Owner(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)), m.group(3)))
                : Optional.empty();
    }

    /** Whether that very process is known to be gone; of one in another PID namespace we cannot say so. */
    boolean gone() {
        return place == here() && StartTime.of(pid).filter(start::equals).isEmpty();
    }

    /** Marks a process that is about to be started. */
    void mark(Map<String, String> environment) {
        environment.put(VARIABLE, toString());
    }

    @Override
    public String toString() {
        return pid + "@" + place + ":" + start;
    }
}
