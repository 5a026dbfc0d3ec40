package natscompat.cli.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import natscompat.deployer.local.LiveStores;
import natscompat.report.text.Figures;

/**
 * What the operating system gives a run: memory for its stores, open files, sessions for its servers. Changes nothing.
 *
 * @param environment of the shell
 * @param tools where programs are looked for
 */
record Machine(Map<String, String> environment, Tools tools) {
    private static final double GIB = 1L << 30;
    /** For one process. Seen: 143 in the tool for one cell of five servers, so above 1,100 for eight; three times as many. */
    private static final long COMFORTABLE_FILES = 4096;

    Diagnosis memory() {
        if (environment.getOrDefault(LiveStores.VARIABLE, "").equals("run")) {
            return Diagnosis.good("memory", "not used: " + LiveStores.VARIABLE + "=run keeps stores in the run folder");
        }
        Path folder = LiveStores.memory(environment);
        long free = LiveStores.free(folder);
        return Files.isWritable(folder) && free > 0
                ? Diagnosis.good("memory", "%s, %.1f GiB free; stores lie there while they take less than a quarter"
                        .formatted(folder, free / GIB))
                : Diagnosis.weak("memory", folder + " is no file system in memory that can be written", "Runs take longer where "
                        + "stores lie on a slow disk; NATS_COMPAT_MEMORY names another folder in memory.");
    }

    /** The limit that this process could raise itself to, which what it starts inherits. */
    static OptionalLong mostOpenFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? OptionalLong.of(unix.getMaxFileDescriptorCount())
                : OptionalLong.empty();
    }

    static Diagnosis openFiles(OptionalLong most) {
        if (most.isEmpty()) {
            return Diagnosis.weak("open files", "this system does not say how many there may be", "Nothing, unless a run says so.");
        }
        String seen = Figures.count(most.getAsLong()) + " at most";
        return most.getAsLong() >= COMFORTABLE_FILES
                ? Diagnosis.good("open files", seen)
                : Diagnosis.weak("open files", seen, "Let whoever administers this machine raise the hard limit to " + COMFORTABLE_FILES + " (limits.conf), or "
                        + "run fewer cells side by side: --parallel 1.");
    }

    Diagnosis sessions() {
        Optional<Path> found = tools.find("setsid").or(() -> tools.find("perl"));
        return found.map(program -> Diagnosis.good("sessions", "servers get sessions of their own by " + program))
                .orElseGet(() -> Diagnosis.weak("sessions", "neither setsid nor perl on the PATH: Ctrl-C reaches the servers as well",
                        "Install util-linux (setsid)."));
    }
}
