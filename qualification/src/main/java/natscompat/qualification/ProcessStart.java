package natscompat.qualification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** When a process was started, so that a reused process id is told apart. */
final class ProcessStart {
    private static final int START_TIME_AFTER_NAME = 19;

    private ProcessStart() {}

    /** Clock ticks since boot (field 22 of /proc/PID/stat, proc(5)); 0 where there is no /proc. */
    static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String afterName = stat.substring(stat.lastIndexOf(')') + 2);
            return Long.parseLong(afterName.split(" ", -1)[START_TIME_AFTER_NAME]);
        } catch (IOException e) {
            return 0;
        }
    }
}
