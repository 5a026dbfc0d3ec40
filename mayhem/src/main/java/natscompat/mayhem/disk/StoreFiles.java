package natscompat.mayhem.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.NotPossible;
import natscompat.platform.Server;

/** Finds files of one kind in the store of one server. */
final class StoreFiles {
    private static final long DISTINCT = 64;

    private StoreFiles() {}

    /** The store of the one target; it has to be on this machine. */
    static Path store(Aim aim) {
        Server server = aim.targets().getFirst();
        if (!Files.isDirectory(server.store())) {
            throw new NotPossible("the store of " + server.name() + " cannot be reached from here");
        }
        return server.store();
    }

    /** Message blocks of the workloads' streams that hold something. */
    static List<Path> blocks(Path store, List<String> streams) {
        return files(store).stream()
                .filter(file -> file.getFileName().toString().endsWith(".blk"))
                .filter(file -> ofStream(file, streams))
                .toList();
    }

    /** Everything of the workloads' streams: blocks, indexes, meta data and states of consumers. */
    static List<Path> ofStreams(Path store, List<String> streams) {
        return files(store).stream().filter(file -> ofStream(file, streams)).toList();
    }

    /** Snapshots of the meta group; its log while there are none. */
    static List<Path> meta(Path store) {
        List<Path> all = files(store).stream()
                .filter(file -> file.toString().contains("_meta_"))
                .filter(file -> size(file) >= DISTINCT)
                .toList();
        List<Path> snapshots = all.stream()
                .filter(file -> file.getFileName().toString().startsWith("snap."))
                .toList();
        return snapshots.isEmpty()
                ? all.stream().filter(file -> file.toString().endsWith(".blk")).toList()
                : snapshots;
    }

    private static boolean ofStream(Path file, List<String> streams) {
        for (int i = 0; i + 1 < file.getNameCount(); i++) {
            if (file.getName(i).toString().equals("streams")) {
                return streams.contains(file.getName(i + 1).toString());
            }
        }
        return false;
    }

    /** All files that are not empty, in a stable order. */
    private static List<Path> files(Path store) {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile).filter(file -> size(file) > 0).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Size now; 0 when the file has just gone. */
    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
