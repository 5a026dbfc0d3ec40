package natscompat.cli.doctor;

import java.nio.file.Path;
import natscompat.cli.Shell;

/** Where the user's cache is: NATS_COMPAT_CACHE, else XDG. */
final class Cache {
    private Cache() {}

    static Path folder(Shell shell) {
        if (!shell.variable("NATS_COMPAT_CACHE").isEmpty()) {
            return Path.of(shell.variable("NATS_COMPAT_CACHE")).toAbsolutePath();
        }
        String xdg = shell.variable("XDG_CACHE_HOME");
        Path base = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("nats-compat");
    }
}
