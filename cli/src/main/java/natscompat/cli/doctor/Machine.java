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
    /** Twice of what eight cells side by side were seen to hold: 143 in the tool and 255 in a link proxy for one cell of five. */
    private static final long COMFORTABLE_FILES = 4096;

    Diagnosis memory() {
        Path folder = LiveStores.memory(environment);
        String seen = "%s, %.1f GiB free for stores".formatted(folder, LiveStores.free(folder) / GIB);
        if (environment.getOrDefault(LiveStores.VARIABLE, "").equals("run")) {
            return Diagnosis.good("memory", "not used: " + LiveStores.VARIABLE + "=run keeps stores in the run folder");
        }
        return Files.isWritable(folder) && LiveStores.free(folder) > 0
                ? Diagnosis.good("memory", seen)
                : Diagnosis.weak("memory", folder + " is no file system in memory that can be written; stores lie in the run folder",
                        "Runs take longer on a slow disk; NATS_COMPAT_MEMORY names another folder in memory.");
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
                : Diagnosis.weak("open files", seen, "Raise the limit (ulimit -Hn " + COMFORTABLE_FILES + ", or limits.conf), or run fewer "
                        + "cells side by side: --parallel 1.");
    }

    Diagnosis sessions() {
        Optional<Path> found = tools.find("setsid").or(() -> tools.find("perl"));
        return found.map(program -> Diagnosis.good("sessions", "servers get sessions of their own by " + program))
                .orElseGet(() -> Diagnosis.weak("sessions", "neither setsid nor perl on the PATH: Ctrl-C reaches the servers as well",
                        "Install util-linux (setsid)."));
    }
}
