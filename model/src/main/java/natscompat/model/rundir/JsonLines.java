package natscompat.model.rundir;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads files of one JSON document a line. */
final class JsonLines {
    private JsonLines() {}

    static <T> List<T> read(Path file, Class<T> type) throws IOException {
        List<T> all = new ArrayList<>();
        try (BufferedReader lines = open(file)) {
            String line = lines.readLine();
            while (line != null) {
                String next = lines.readLine();
                try {
                    all.add(Json.mapper().readValue(line, type));
                } catch (JsonProcessingException e) {
                    if (next != null) {
                        throw new IOException(file + " line " + (all.size() + 1) + ": " + e.getOriginalMessage(), e);
                    }
                    // The writer was killed in the middle of its last line: what it had not said is not evidence.
                }
                line = next;
            }
        }
        return all;
    }

    static <T> List<T> readSegments(Path folder, String prefix, Class<T> type) throws IOException {
        List<Path> segments;
        try (Stream<Path> files = Files.list(folder)) {
            segments = files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted(Comparator.comparingInt(f -> segmentNumber(f, prefix)))
                    .toList();
        }
        List<T> all = new ArrayList<>();
        try {
            for (Path segment : segments) {
                all.addAll(read(segment, type));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return all;
    }

    private static int segmentNumber(Path file, String prefix) {
        String rest = file.getFileName().toString().substring(prefix.length());
        return Integer.parseInt(rest.substring(0, rest.indexOf('.')));
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
