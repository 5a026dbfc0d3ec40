package natscompat.deployer.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Small disks that are mounted now, or about to be. Each is a file in the folder of temporary files whose name says which
 * process made it; it keeps that name with the kernel after it was deleted. Stateless.
 */
public final class LoopMounts {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final Pattern IMAGE = Pattern.compile("nats-compat-disk\\.(\\d+@\\d+)\\.([^.]+)\\.[0-9a-f]+\\.img( \\(deleted\\))?");
    /** Where it is mounted (field 5), and behind the lone dash its type and its device (proc(5)). */
    private static final Pattern LINE = Pattern.compile("\\S+ \\S+ \\S+ \\S+ (\\S+) .* - \\S+ (/dev/loop\\d+) .*");

    private LoopMounts() {}

    /**
     * One of them.
     *
     * @param path where it is mounted
     * @param device what is mounted
     * @param owner the tool that made it, as {@code pid@place:start}
     */
    public record Mount(Path path, String device, String owner) {}

    /**
     * A file of a small disk that is not mounted: its tool was killed between the two.
     *
     * @param owner that tool, as {@code pid@place:start}
     */
    public record Image(Path path, String owner) {}

    /** A new file for the small disk of that owner ({@code pid@place:start}) under that store. */
    static Path image(String owner, Path store) {
        return temporary().resolve("nats-compat-disk.%s.%08x.img".formatted(
                owner.replace(':', '.'), store.toAbsolutePath().hashCode()));
    }

    /** As for builds: what the environment names goes before what Java thinks, so that children of ours look there, too. */
    private static Path temporary() {
        return temporary(System.getenv());
    }

    static Path temporary(Map<String, String> environment) {
        String named = environment.getOrDefault("TMPDIR", "");
        return Path.of(named.isEmpty() ? System.getProperty("java.io.tmpdir") : named);
    }

    /** All files of small disks, whoever made them. */
    public static List<Image> images() {
        try (Stream<Path> files = Files.list(temporary())) {
            return files.flatMap(file -> {
                        Matcher name = IMAGE.matcher(file.getFileName().toString());
                        return name.matches() ? Stream.of(new Image(file, owner(name))) : Stream.empty();
                    })
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String owner(Matcher name) {
        return name.group(1) + ":" + name.group(2);
    }

    /** All that are ours, whoever made them; empty where there is no /proc. */
    public static List<Mount> list() {
        List<Mount> mounts = new ArrayList<>();
        for (String line : lines()) {
            Matcher m = LINE.matcher(line);
            if (m.matches()) {
                image(m.group(2)).ifPresent(image -> {
                    Matcher name = IMAGE.matcher(image.getFileName().toString());
                    if (name.matches()) {
                        mounts.add(new Mount(path(m.group(1)), m.group(2), owner(name)));
                    }
                });
            }
        }
        return List.copyOf(mounts);
    }

    /** Thaws it and unmounts it; whether it is gone. */
    public static boolean end(Mount mount) {
        try {
            unmount(mount.path());
        } catch (IOException e) {
            // It is looked at below.
        }
        return !list().contains(mount);
    }

    /** A file system that is frozen cannot be unmounted, and one that is in use goes as soon as it is not. */
    static void unmount(Path path) throws IOException {
        Tool.attempt("fsfreeze", "-u", path.toString());
        String refused = Tool.attempt("umount", path.toString());
        if (!refused.isEmpty()) {
            String lazily = Tool.attempt("umount", "-l", path.toString());
            if (!lazily.isEmpty()) {
                throw new IOException(refused + "; " + lazily);
            }
        }
    }

    /** The device that is mounted there. */
    static Optional<String> deviceOf(Path path) {
        return lines().stream()
                .map(LINE::matcher)
                .filter(m -> m.matches() && path(m.group(1)).equals(path.toAbsolutePath()))
                .map(m -> m.group(2))
                .findFirst();
    }

    private static List<String> lines() {
        try {
            return Files.exists(MOUNTS) ? Files.readAllLines(MOUNTS, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Blanks and the like are written in octal (proc(5)). */
    private static Path path(String field) {
        return Path.of(Pattern.compile("\\\\([0-7]{3})").matcher(field)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 8)))));
    }

    private static Optional<Path> image(String device) {
        Path file = Path.of("/sys/block", device.substring("/dev/".length()), "loop", "backing_file");
        try {
            return Optional.of(Path.of(Files.readString(file, StandardCharsets.UTF_8).strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
