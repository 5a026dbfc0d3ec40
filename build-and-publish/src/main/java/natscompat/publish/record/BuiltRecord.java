package natscompat.publish.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.publish.cache.CrossLock;

/**
 * The files of {@code built/}: {@code ledger.jsonl} has every build, {@code node-images.txt} the image to use for each
 * commit, made from the ledger, and the lines that people wrote into it; {@code runner-ledger.jsonl} and
 * {@code runner-image.txt} the same of the tool itself. Written by replacing the file under a lock: safe between threads
 * and processes, and whole whenever the writer dies.
 *
 * @param folder usually {@code built/}
 * @param locks a folder for the lock, outside of the record
 */
public record BuiltRecord(Path folder, Path locks) {
    private static final String LEDGER = "ledger.jsonl";
    static final String IMAGES = "node-images.txt";
    static final String RUNNER_LEDGER = "runner-ledger.jsonl";
    static final String RUNNER_IMAGE = "runner-image.txt";
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);
    private static final Comparator<LedgerEntry> RELEASE_ORDER = Comparator.comparing(
                    (LedgerEntry e) -> e.provenance().version())
            .thenComparing(e -> e.provenance().committed().orElse(Instant.EPOCH))
            .thenComparing(LedgerEntry::name);

    /** All builds, oldest first. */
    public List<LedgerEntry> read() throws IOException {
        Path ledger = folder.resolve(LEDGER);
        List<LedgerEntry> entries = new ArrayList<>();
        if (Files.exists(ledger)) {
            int number = 0;
            for (String line : Files.readAllLines(ledger)) {
                number++;
                entries.add(parse(ledger, number, line));
            }
        }
        return List.copyOf(entries);
    }

    /**
     * Adds an entry, unless the newest one of its subject says the same already, and brings the list of images up to date.
     *
     * @param always whether to add it even so
     */
    public void add(LedgerEntry entry, boolean always) throws IOException {
        Files.createDirectories(folder);
        try (CrossLock _ = CrossLock.take(locks.resolve("built.lock"), "the record in " + folder, LONGEST_WRITE)) {
            List<LedgerEntry> entries = new ArrayList<>(read());
            if (always || !isNewest(entry, entries)) {
                entries.add(entry);
                replace(LEDGER, entries.stream().map(Json::line).toList());
            }
            bringUpToDate(entries);
        }
    }

    /**
     * Makes an entry that is on record, and was found to be as it says, the newest of its subject, and brings the list of
     * images up to date: that it lies behind is what a writer leaves who was killed between the two files.
     */
    public void confirm(LedgerEntry entry) throws IOException {
        add(entry, false);
    }

    /** Only pushes make an older push old; a build without one says nothing about images. */
    private static boolean isNewest(LedgerEntry entry, List<LedgerEntry> entries) {
        return entries.reversed().stream()
                .filter(e -> e.subject().equals(entry.subject()))
                .filter(e -> e.push().isPresent() == entry.push().isPresent())
                .findFirst()
                .filter(entry::sameAs)
                .isPresent();
    }

    private void bringUpToDate(List<LedgerEntry> entries) throws IOException {
        Path file = folder.resolve(IMAGES);
        List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of();
        List<String> ours = images(entries);
        List<String> lines = new ArrayList<>(ours);
        lines.addAll(others(before, entries, ours));
        if (!lines.equals(before)) {
            replace(IMAGES, lines);
        }
    }

    /** What people wrote: comments, and images that were not made here under names that were not made here. */
    private static List<String> others(List<String> lines, List<LedgerEntry> entries, List<String> ours) {
        Set<String> references = entries.stream()
                .flatMap(e -> e.push().stream())
                .map(LedgerEntry.Push::reference)
                .collect(Collectors.toSet());
        Set<String> names = ours.stream().map(line -> line.split(" ", 2)[0]).collect(Collectors.toSet());
        return lines.stream().filter(line -> isOthers(line, references, names)).toList();
    }

    private static boolean isOthers(String line, Set<String> references, Set<String> names) {
        String[] words = line.replaceFirst("(^|\\s)#.*", "").strip().split("\\s+", -1);
        return words.length != 2 || !(references.contains(words[1]) || names.contains(words[0]));
    }

    /** Adds an image of the tool itself; {@code runner-image.txt} names the newest one. */
    public void add(RunnerEntry entry) throws IOException {
        Files.createDirectories(folder);
        try (CrossLock _ = CrossLock.take(locks.resolve("built.lock"), "the record in " + folder, LONGEST_WRITE)) {
            Path ledger = folder.resolve(RUNNER_LEDGER);
            List<String> lines = new ArrayList<>(Files.exists(ledger) ? Files.readAllLines(ledger) : List.of());
            lines.add(Json.line(entry));
            replace(RUNNER_LEDGER, lines);
            replace(RUNNER_IMAGE, List.of("runner " + entry.image()));
        }
    }

    /**
     * One line a commit, in release order; its newest image, under the name of a tag if it ever had one. Of two commits
     * with one name, say v2.14.5 of the Go module and of a repository, the one that was published last.
     */
    static List<String> images(List<LedgerEntry> entries) {
        Map<List<String>, LedgerEntry> bySubject = new LinkedHashMap<>();
        for (LedgerEntry entry : entries) {
            if (entry.push().isPresent()) {
                LedgerEntry before = bySubject.remove(entry.subject());
                bySubject.put(entry.subject(), before == null ? entry : newer(before, entry));
            }
        }
        Map<String, LedgerEntry> byName = new HashMap<>();
        bySubject.values().forEach(entry -> byName.put(entry.name(), entry));
        return byName.values().stream()
                .sorted(RELEASE_ORDER)
                .map(e -> e.name() + " " + e.push().map(LedgerEntry.Push::reference).orElse(""))
                .toList();
    }

    private static LedgerEntry newer(LedgerEntry before, LedgerEntry after) {
        String name = before.namedByTag() && !after.namedByTag() ? before.name() : after.name();
        return new LedgerEntry(after.schema(), name, after.asked(), after.provenance(), after.push());
    }

    private void replace(String file, List<String> lines) throws IOException {
        Path part = folder.resolve(file + ".part");
        Files.write(part, lines);
        Files.move(part, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static LedgerEntry parse(Path ledger, int number, String line) {
        try {
            return Json.mapper().readValue(line, LedgerEntry.class);
        } catch (JsonProcessingException e) {
            throw Failure.input(
                            "read line " + number + " of " + ledger,
                            "it is no entry of ours: " + e.getOriginalMessage(),
                            "Correct or delete that line, or move the file away: then everything is built again.")
                    .causedBy(e);
        }
    }
}
