package natscompat.deployer.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a process may write to files: its soft limit of their size (RLIMIT_FSIZE). Stateless; Linux only. */
public final class WriteLimit {
    private static final String LINE = "Max file size";

    private WriteLimit() {}

    /**
     * Lets every write of a process of our user fail, or no more.
     *
     * @return what the kernel then says of that limit
     * @throws IOException when there is no such process, or this is not Linux
     */
    public static String set(long pid, boolean refuse) throws IOException {
        Path limits = Path.of("/proc", Long.toString(pid), "limits");
        if (!Files.isReadable(limits)) {
            throw new IOException("there is no " + limits);
        }
        Libc.limitFileSize(pid, refuse ? 1 : -1);
        return Files.readAllLines(limits).stream()
                .filter(line -> line.startsWith(LINE))
                .findFirst()
                .orElse("no limit is told");
    }
}
