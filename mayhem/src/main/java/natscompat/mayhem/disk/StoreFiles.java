package natscompat.mayhem.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.NotPossible;
import natscompat.platform.Server;
import natscompat.platform.store.Store;
import natscompat.platform.store.Store.StoredFile;

/** Finds files of one kind in the store of one server. */
final class StoreFiles {
    private static final long DISTINCT = 64;

    private StoreFiles() {}

    /** The folder of the one target's store; it has to be on this machine. */
    static Path folder(Aim aim) {
        Server server = aim.targets().getFirst();
        if (!Files.isDirectory(server.store())) {
            throw new NotPossible("the store of " + server.name() + " cannot be reached from here");
        }
        return server.store();
    }

    /** Message blocks of the workloads' streams that hold something. */
    static List<String> blocks(Store store, List<String> streams) throws IOException {
        return ofStreams(store, streams).stream()
                .filter(file -> file.size() > 0)
                .map(StoredFile::path)
                .filter(path -> path.endsWith(".blk"))
                .toList();
    }

    /** Everything of the workloads' streams: blocks, indexes, meta data and states of consumers. */
    static List<StoredFile> ofStreams(Store store, List<String> streams) throws IOException {
        return store.files().stream().filter(file -> ofStream(file.path(), streams)).toList();
    }

    /** Snapshots of the meta group; its log while there are none. */
    static List<String> meta(Store store) throws IOException {
        List<String> all = store.files().stream()
                .filter(file -> file.path().contains("_meta_") && file.size() >= DISTINCT)
                .map(StoredFile::path)
                .toList();
        List<String> snapshots = all.stream().filter(path -> name(path).startsWith("snap.")).toList();
        return snapshots.isEmpty() ? all.stream().filter(path -> path.endsWith(".blk")).toList() : snapshots;
    }

    /** The last part of a path. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static boolean ofStream(String path, List<String> streams) {
        List<String> parts = List.of(path.split("/", -1));
        int folder = parts.indexOf("streams");
        return folder >= 0 && folder + 1 < parts.size() && streams.contains(parts.get(folder + 1));
    }

    /** Size of a file now; 0 when it is not there. */
    static long size(Store store, String path) throws IOException {
        return store.files().stream()
                .filter(file -> file.path().equals(path))
                .mapToLong(StoredFile::size)
                .findFirst()
                .orElse(0);
    }
}
