package natscompat.platform.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A store on this machine.
 *
 * @param folder with everything; it may be missing
 */
public record FolderStore(Path folder) implements Store {
    /** Absolute, so that nothing below it can lead out of it. */
    public FolderStore {
        folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public List<StoredFile> files() throws IOException {
        List<StoredFile> files = new ArrayList<>();
        for (Path file : below()) {
            long size = size(file);
            if (size > 0) {
                files.add(new StoredFile(folder.relativize(file).toString(), size));
            }
        }
        files.sort(Comparator.comparing(StoredFile::path));
        return List.copyOf(files);
    }

    private List<Path> below() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(folder)).toList();
        }
    }

    /** Of a file; 0 for anything else, and for what has just gone. */
    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private Path file(String path) throws IOException {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw new IOException(path + " is no file of this store");
        }
        return file;
    }

    @Override
    public byte[] read(String path, long at, int length) throws IOException {
        try (FileChannel file = FileChannel.open(file(path))) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.clamp(file.size() - at, 0L, length));
            while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) > 0) {
                // Reads until the piece or the file ends.
            }
            return java.util.Arrays.copyOf(bytes.array(), bytes.position());
        }
    }

    @Override
    public void write(String path, long at, byte[] bytes) throws IOException {
        Path file = file(path);
        Files.createDirectories(file.resolveSibling(""));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest, at + rest.position());
            }
        }
    }

    @Override
    public void truncate(String path, long size) throws IOException {
        try (FileChannel file = FileChannel.open(file(path), StandardOpenOption.WRITE)) {
            file.truncate(size);
        }
    }

    @Override
    public void remove(String path) throws IOException {
        Files.delete(file(path));
    }

    @Override
    public int wipe() throws IOException {
        List<Path> all = below().stream().sorted(Comparator.reverseOrder()).toList();
        for (Path path : all) {
            try {
                Files.delete(path);
            } catch (NoSuchFileException e) {
                // Gone by itself.
            }
        }
        return all.size();
    }
}
