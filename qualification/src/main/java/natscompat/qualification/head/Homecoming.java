package natscompat.qualification.head;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.publish.leftover.Trees;

/**
 * Brings a run folder home, part by part: each cell is there as a whole or not at all, and what is there already with the
 * right content is not fetched again. For one thread.
 */
final class Homecoming {
    private final HeadClient head;
    private final Path home;
    private final Consumer<String> notices;

    /**
     * Touches nothing yet.
     *
     * @param home the run folder here; made when missing
     */
    Homecoming(HeadClient head, Path home, Consumer<String> notices) {
        this.head = head;
        this.home = home;
        this.notices = notices;
    }

    /**
     * Fetches what is missing, compares everything with the manifest, and only then lets the head end.
     *
     * @param whole told when everything is here and the head has not ended yet: whoever is killed between the two knows it
     * @throws FailureException of category ENVIRONMENT when the folder here cannot be written
     */
    void fetch(Runnable whole) {
        Manifest manifest = head.manifest();
        try {
            Files.createDirectories(home);
            long bytes = 0;
            int parts = 0;
            SortedMap<String, Manifest> groups = manifest.groups();
            for (Map.Entry<String, Manifest> group : groups.entrySet()) {
                if (!there(group.getKey(), group.getValue())) {
                    fetch(group.getKey());
                    bytes += group.getValue().bytes();
                    parts++;
                }
            }
            Trees.delete(part());
            for (Map.Entry<String, Manifest> group : groups.entrySet()) {
                if (!there(group.getKey(), group.getValue())) {
                    throw new IOException(group.getKey() + " differs from what the head has");
                }
            }
            notices.accept("brought home " + parts + " of " + groups.size() + " parts, " + (bytes >> 10)
                    + " KiB; every file has the SHA-256 that it has at the head");
        } catch (IOException e) {
            throw Failure.environment("bring the run folder home to " + home, String.valueOf(e),
                    "Make room, then attach to the run again: what is here already stays.").causedBy(e);
        }
        whole.run();
        head.done(manifest);
    }

    private Path part() {
        return home.resolve(".part");
    }

    private boolean there(String group, Manifest wanted) throws IOException {
        Path folder = home.resolve(group).normalize();
        for (Manifest.Entry file : wanted.files()) {
            Path here = folder.resolve(file.path());
            if (!Files.isRegularFile(here) || Files.size(here) != file.bytes()) {
                return false;
            }
        }
        return group.equals(Manifest.TOP)
                ? Manifest.of(folder).files().containsAll(wanted.files())
                : Files.isDirectory(folder) && Manifest.of(folder).equals(wanted);
    }

    private void fetch(String group) throws IOException {
        Manifest came = head.parcel(group, part());
        if (group.equals(Manifest.TOP)) {
            for (Manifest.Entry file : came.files()) {
                Files.move(part().resolve(file.path()), home.resolve(file.path()), StandardCopyOption.REPLACE_EXISTING);
            }
            return;
        }
        Path target = home.resolve(group).normalize();
        if (!target.startsWith(home)) {
            throw new IOException("the head has a part outside of the run folder: " + group);
        }
        Trees.delete(target);
        Files.createDirectories(target.getParent());
        Files.move(part(), target, StandardCopyOption.ATOMIC_MOVE);
    }
}
