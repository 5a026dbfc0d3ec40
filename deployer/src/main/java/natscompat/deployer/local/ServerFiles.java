package natscompat.deployer.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where the files of one server are.
 *
 * @param folder {@code servers/NAME} of the cell's folder
 * @param store where the server keeps its store while it runs ({@link LiveStores})
 */
record ServerFiles(Path folder, Path store) {
    private static final FileAttribute<Set<PosixFilePermission>> ONLY_WE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    Path conf() {
        return folder.resolve("nats.conf");
    }

    Path log() {
        return folder.resolve("nats.log");
    }

    /** Where the store is kept once the cluster is closed. */
    Path home() {
        return folder.resolve("store");
    }

    Path pid() {
        return folder.resolve("nats.pid");
    }

    /** Replaces a file that holds passwords: nobody else may read it, at no time. */
    static void writeSecret(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, ONLY_WE);
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
