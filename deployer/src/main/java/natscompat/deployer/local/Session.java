package natscompat.deployer.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A session of its own for a process, so that Ctrl-C, and a SIGKILL sent to our whole process group, reach us and not it.
 * The process id stays the same. Stateless.
 */
final class Session {
    private static final String PERL = "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV;";

    private Session() {}

    /** The command, wrapped; as it stands where the machine has neither setsid nor perl. */
    static List<String> own(List<String> command) {
        List<String> wrapped = new ArrayList<>(prefix());
        wrapped.addAll(command);
        return List.copyOf(wrapped);
    }

    private static List<String> prefix() {
        Optional<String> setsid = find("setsid");
        if (setsid.isPresent()) {
            return List.of(setsid.get());
        }
        return find("perl").map(perl -> List.of(perl, "-e", PERL)).orElse(List.of());
    }

    private static Optional<String> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
