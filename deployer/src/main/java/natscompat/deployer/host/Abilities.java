package natscompat.deployer.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What this host allows beside starting and ending processes. Stateless. */
public final class Abilities {
    private static final Path LOOP = Path.of("/dev/loop-control");
    private static final List<String> TOOLS = List.of("mkfs.ext4", "mount", "umount", "fsfreeze");

    private Abilities() {}

    /** Why a server cannot have a small disk of its own here ({@link SmallLoopDisk}); empty when it can. */
    public static Optional<String> noSmallDisk() {
        if (!root()) {
            return Optional.of("it takes root to mount one");
        }
        if (!Files.isWritable(LOOP)) {
            return Optional.of("there is no " + LOOP);
        }
        return TOOLS.stream().filter(tool -> Tool.find(tool).isEmpty()).findFirst().map(tool -> "there is no " + tool);
    }

    /** Why a server cannot have a time of its own here ({@link ServerClock}); empty when it can. */
    public static Optional<String> noServerClock() {
        return ServerClock.obstacle();
    }

    /** Whether we are root. */
    public static boolean root() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            return false;
        }
    }
}
