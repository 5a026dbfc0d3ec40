package natscompat.deployer.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * When a process started, as text that only serves to tell it from a later process with the same id: clock ticks since
 * boot where there is /proc, else what ps says. The guard's script reads the same. Stateless.
 */
public final class StartTime {
    private static final Path PROC = Path.of("/proc");
    /** Field 22 of /proc/PID/stat (proc(5)), counted after the command name, which ends field 2. */
    private static final int FIELD = 22 - 3;

    private StartTime() {}

    /** Empty when there is no such process. */
    public static Optional<String> of(long pid) {
        return Files.isReadable(PROC.resolve("self/stat")) ? fromProc(pid) : fromPs(pid);
    }

    private static Optional<String> fromProc(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            boolean gone = fields.getFirst().equals("Z") || fields.getFirst().equals("X");
            return gone ? Optional.empty() : Optional.of(fields.get(FIELD));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> fromPs(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "lstart=", "-p", Long.toString(pid)).start();
            String said = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return said.isEmpty() ? Optional.empty() : Optional.of(said.replaceAll("\\s+", "_"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
