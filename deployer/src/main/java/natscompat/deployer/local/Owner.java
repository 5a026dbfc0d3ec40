package natscompat.deployer.local;

import java.util.Map;
import java.util.Optional;
import natscompat.deployer.process.StartTime;

/**
 * The process that owns servers and guards: they carry it in their environment, so that whoever finds them can tell
 * whether it still lives.
 *
 * @param pid its process id
 * @param start its {@link StartTime}
 */
record Owner(long pid, String start) {
    /** Name of the environment variable. */
    static final String VARIABLE = "NATS_COMPAT_OWNER";

    /** This process. */
    static Owner self() {
        long pid = ProcessHandle.current().pid();
        return new Owner(pid, StartTime.of(pid).orElse("unknown"));
    }

    /** Reads {@code pid:start}. */
    static Optional<Owner> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || !text.substring(0, colon).chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        return Optional.of(new Owner(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1)));
    }

    /** Whether that very process still runs. */
    boolean alive() {
        return StartTime.of(pid).filter(start::equals).isPresent();
    }

    /** Marks a process that is about to be started. */
    void mark(Map<String, String> environment) {
        environment.put(VARIABLE, toString());
    }

    @Override
    public String toString() {
        return pid + ":" + start;
    }
}
