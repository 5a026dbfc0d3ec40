package natscompat.model.rundir;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /**
     * Reads {@code PREFIX N.jsonl}, each plain or gzipped, in the order of N. A process that died while it gzipped a
     * segment leaves the plain one beside a {@code .part} or beside the whole gzipped one: it is read once.
     */
    static <T> List<T> readSegments(Path folder, String prefix, Class<T> type) throws IOException {
        List<T> all = new ArrayList<>();
        for (Path segment : segments(folder, prefix)) {
            all.addAll(read(segment, type));
        }
        return all;
    }

    /** The files that {@link #readSegments} reads, in that order. */
    static List<Path> segments(Path folder, String prefix) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(prefix) + "(\\d{1,9})\\.jsonl(\\.gz)?");
        SortedMap<Integer, Path> segments = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> {
                Matcher m = name.matcher(file.getFileName().toString());
                if (m.matches()) {
                    segments.merge(Integer.valueOf(m.group(1)), file, JsonLines::plain);
                }
            });
        }
        return List.copyOf(segments.values());
    }

    private static Path plain(Path one, Path other) {
        return one.toString().endsWith(".gz") ? other : one;
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
