package natscompat.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import natscompat.model.failure.Failure;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.publish.cache.Sha256;
import natscompat.publish.process.Command;

/** Binaries that are there already. Stateless. */
final class GivenBinary {
    /** How they are written on a command line. */
    static final String PREFIX = "file:";

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private GivenBinary() {}

    /** Asks the binary for its version and takes its SHA-256 as its identity. */
    static ResolvedRelease resolve(String asTyped) {
        Path file = Path.of(asTyped.substring(PREFIX.length())).toAbsolutePath().normalize();
        String tried = "use " + file + " as a nats-server";
        if (!Files.isRegularFile(file)) {
            throw Failure.input(tried, "there is no such file", "Name a nats-server binary as file:PATH.");
        }
        if (!Files.isExecutable(file)) {
            throw Failure.input(tried, "it is not executable", "Try: chmod +x " + file);
        }
        try {
            ServerVersion version = version(file, tried);
            return new ResolvedRelease(asTyped, version, ReleaseSource.FILE, Sha256.of(file), file.toString());
        } catch (IOException e) {
            throw Failure.input(tried, String.valueOf(e.getMessage()), "Name a nats-server binary for this machine.")
                    .causedBy(e);
        }
    }

    /** The same binary again, if nobody changed it since. */
    static BuiltRelease built(ResolvedRelease release) {
        Path file = Path.of(release.origin());
        String tried = "use " + file + " as a nats-server";
        try {
            String now = Sha256.of(file);
            if (!now.equals(release.revision())) {
                throw Failure.input(
                        tried,
                        "it changed: its SHA-256 was " + release.revision() + " and is " + now,
                        "Start again, and leave the file alone while a run needs it.");
            }
            return new BuiltRelease(release, file, now, Files.size(file), "", "", Duration.ZERO, true);
        } catch (IOException e) {
            throw Failure.input(tried, String.valueOf(e.getMessage()), "Name a file that stays.").causedBy(e);
        }
    }

    /** What a binary says of itself. */
    static ServerVersion version(Path binary, String tried) throws IOException {
        Path folder = binary.toAbsolutePath().getParent();
        Command.Ended answer = new Command(
                        List.of(binary.toString(), "--version"),
                        folder == null ? Path.of("/") : folder,
                        Map.of(),
                        LIMIT)
                .run();
        return VersionConstant.said(answer.out())
                .orElseThrow(() -> Failure.input(
                        tried,
                        "asked for its version it said: " + (answer.out() + answer.err()).strip(),
                        "Name a nats-server 2.x binary for this machine."));
    }
}
