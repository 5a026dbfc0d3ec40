package natscompat.qualification;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import natscompat.model.rundir.CellFolder;

/** What becomes of a cell's stores once it is judged: gone when green, one archive of limited size when red. */
final class Stores {
    private static final int BUFFER = 1 << 16;

    private Stores() {}

    /** Deletes the stores of every server of the cell, and the list of what was not even brought. */
    static void delete(CellFolder folder) throws IOException {
        of(folder).forEach(Stores::delete);
        Files.deleteIfExists(folder.leftOut());
    }

    /**
     * Packs the stores into {@code stores.zip} and deletes them. What was left out stands in {@code left-out.txt}, in the
     * archive and beside it, after what a platform could not bring: a file a line, with its size in bytes.
     *
     * @param mostBytes of the archive; what no longer fits is left out
     * @return the files that were left out, relative to the cell's folder
     */
    static List<String> archive(CellFolder folder, long mostBytes) throws IOException {
        List<String> lines = leftOutAlready(folder);
        Path zip = folder.path().resolve("stores.zip");
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(zip), BUFFER);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (Path store : of(folder)) {
                for (Path each : files(store)) {
                    String name = folder.path().relativize(each).toString();
                    if (Files.size(zip) + Files.size(each) > mostBytes) {
                        lines.add(name + " " + Files.size(each));
                        continue;
                    }
                    out.putNextEntry(new ZipEntry(name));
                    try (InputStream in = new BufferedInputStream(Files.newInputStream(each), BUFFER)) {
                        in.transferTo(out);
                    }
                    out.closeEntry();
                    out.flush();
                    file.flush();
                }
            }
            if (!lines.isEmpty()) {
                Files.write(folder.leftOut(), lines);
                out.putNextEntry(new ZipEntry(CellFolder.LEFT_OUT));
                Files.copy(folder.leftOut(), out);
                out.closeEntry();
            }
        }
        of(folder).forEach(Stores::delete);
        return names(lines);
    }

    /**
     * Where there is no time to pack: deletes what no archive of that size could hold either, and names it as {@link #archive}
     * does.
     *
     * @param mostBytes of the files that stay
     * @return the files that were left out, relative to the cell's folder
     */
    static List<String> trim(CellFolder folder, long mostBytes) throws IOException {
        List<String> lines = leftOutAlready(folder);
        long kept = 0;
        for (Path store : of(folder)) {
            for (Path each : files(store)) {
                long size = Files.size(each);
                if (kept + size > mostBytes) {
                    lines.add(folder.path().relativize(each) + " " + size);
                    Files.delete(each);
                } else {
                    kept += size;
                }
            }
        }
        if (!lines.isEmpty()) {
            Files.write(folder.leftOut(), lines);
        }
        return names(lines);
    }

    private static List<String> leftOutAlready(CellFolder folder) throws IOException {
        return new ArrayList<>(Files.exists(folder.leftOut()) ? Files.readAllLines(folder.leftOut()) : List.of());
    }

    private static List<String> names(List<String> lines) {
        return lines.stream().map(line -> line.substring(0, line.lastIndexOf(' '))).toList();
    }

    /** The stores of the servers of the cell. */
    static List<Path> of(CellFolder folder) {
        try (Stream<Path> servers = Files.list(folder.path().resolve("servers"))) {
            return servers.map(s -> s.resolve("store")).filter(Files::isDirectory).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("list the servers of " + folder.path(), e);
        }
    }

    private static List<Path> files(Path store) throws IOException {
        try (Stream<Path> all = Files.walk(store)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Deletes one store. */
    static void delete(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException("delete " + path, e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("delete " + root, e);
        }
    }
}
