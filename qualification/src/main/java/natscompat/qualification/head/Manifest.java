package natscompat.qualification.head;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natscompat.publish.cache.Sha256;

/**
 * What a folder holds, file by file.
 *
 * @param files sorted by path
 */
record Manifest(List<Entry> files) {
    /** The group of the files at the top of a run folder. */
    static final String TOP = ".";

    private static final String CELLS = "cells/";

    /**
     * One file.
     *
     * @param path relative, with slashes
     * @param bytes its size
     * @param sha256 lower-case hex
     */
    record Entry(String path, long bytes, String sha256) {
        Entry within(String group) {
            return group.equals(TOP) ? this : new Entry(path.substring(group.length() + 1), bytes, sha256);
        }
    }

    Manifest {
        files = List.copyOf(files);
    }

    /** Reads and hashes every file below a folder. */
    static Manifest of(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return new Manifest(all.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> entry(folder, file))
                    .sorted((a, b) -> a.path().compareTo(b.path()))
                    .toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Entry entry(Path folder, Path file) {
        try {
            String path = folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
            return new Entry(path, Files.size(file), Sha256.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("read " + file, e);
        }
    }

    /** The parts in which a run folder is brought home: each cell's folder, and {@link #TOP}; paths within the part. */
    SortedMap<String, Manifest> groups() {
        return files.stream().collect(Collectors.groupingBy(
                e -> group(e.path()),
                TreeMap::new,
                Collectors.collectingAndThen(Collectors.toList(), Manifest::within)));
    }

    private static Manifest within(List<Entry> entries) {
        String group = group(entries.getFirst().path());
        return new Manifest(entries.stream().map(e -> e.within(group)).toList());
    }

    private static String group(String path) {
        int end = path.startsWith(CELLS) ? path.indexOf('/', CELLS.length()) : -1;
        return end < 0 ? TOP : path.substring(0, end);
    }

    long bytes() {
        return files.stream().mapToLong(Entry::bytes).sum();
    }

    /** Equal for equal folders. */
    String digest() {
        return Sha256.of(files.stream().map(e -> e.sha256() + "  " + e.path() + "\n").collect(Collectors.joining()));
    }
}
