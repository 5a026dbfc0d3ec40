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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.publish.cache.CrossLock;

/**
 * The files of {@code built/}: {@code ledger.jsonl} has every build, {@code node-images.txt} the image to use for each
 * commit, made from the ledger; {@code runner-ledger.jsonl} and {@code runner-image.txt} the same of the tool itself. Written by replacing the file under a lock: safe between threads and processes, and
 * whole whenever the writer dies.
 *
 * @param folder usually {@code built/}
 * @param locks a folder for the lock, outside of the record
 */
public record BuiltRecord(Path folder, Path locks) {
    private static final String LEDGER = "ledger.jsonl";
    static final String IMAGES = "node-images.txt";
    private static final String RUNNER_LEDGER = "runner-ledger.jsonl";
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
     * Adds an entry, unless one says the same already, and brings the list of images up to date.
     *
     * @param always whether to add it even so
     */
    public void add(LedgerEntry entry, boolean always) throws IOException {
        Files.createDirectories(folder);
        try (CrossLock _ = CrossLock.take(locks.resolve("built.lock"), "the record in " + folder, LONGEST_WRITE)) {
            List<LedgerEntry> entries = new ArrayList<>(read());
            if (always || entries.stream().noneMatch(entry::sameAs)) {
                entries.add(entry);
                replace(LEDGER, entries.stream().map(Json::line).toList());
            }
            List<String> images = images(entries);
            if (!images.isEmpty()) {
                replace(IMAGES, images);
            }
        }
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

    /** One line a commit, in release order; its newest image, under the name of a tag if it ever had one. */
    static List<String> images(List<LedgerEntry> entries) {
        Map<String, LedgerEntry> byCommit = new LinkedHashMap<>();
        for (LedgerEntry entry : entries) {
            if (entry.push().isPresent()) {
                byCommit.merge(entry.provenance().revision(), entry, BuiltRecord::newer);
            }
        }
        return byCommit.values().stream()
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
