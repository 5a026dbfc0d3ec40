package natscompat.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A release that says its version, and never becomes a server. */
final class StubRelease {
    private StubRelease() {}

    /** As it is typed; refuses every configuration, and so ends a cell before any server is started. */
    static String file(Path folder, String version) throws IOException {
        return file(folder, version, "");
    }

    /**
     * The same.
     *
     * @param before in sh: what it does before it refuses a configuration, whose file is {@code $3}
     */
    static String file(Path folder, String version, String before) throws IOException {
        Path script = Files.writeString(Files.createDirectories(folder.resolve(version)).resolve("nats-server"), """
                #!/bin/sh
                [ "$1" != --version ] || { echo 'nats-server: %s'; exit; }
                %s
                exit 1
                """.formatted(version, before));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return "file:" + script;
    }
}
