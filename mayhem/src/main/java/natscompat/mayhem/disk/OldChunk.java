package natscompat.mayhem.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.store.Store;
import natscompat.platform.store.Store.StoredFile;
import natscompat.model.time.Waiting;

/**
 * A write that the disk confirmed and lost: one 4 KiB chunk of a file has the content that it had a while before, zeros
 * where it had none. Waits for a second of load between the two.
 */
public final class OldChunk implements Fault {
    private static final int CHUNK = 4096;
    private static final Duration MEANWHILE = Duration.ofSeconds(1);
    private static final FaultType TYPE = new FaultType(
            "old-chunk", "puts the last chunk of a file back to an older content", "2.9.0", Set.of(),
            Duration.ofSeconds(60), Damage.STORE);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.PROCESS, Touch.STORE);
    }

    @Override
    public Injection aim(Aim aim) {
        Store store = aim.targets().getFirst().stored();
        List<Old> before = read(store, aim.streams());
        Waiting.pause("writes after the old content was read", MEANWHILE);
        return new Harmed(aim, new Harm() {
            @Override
            public String choose(Store now) throws IOException {
                List<String> changed = new ArrayList<>();
                for (StoredFile file : StoreFiles.ofStreams(now, aim.streams())) {
                    Optional<Old> old = before.stream().filter(o -> o.file().equals(file.path())).findFirst();
                    if (old.isPresent() && file.size() > old.get().at()
                            && !Arrays.equals(old.get().padded(), chunk(now, old.get().file(), old.get().at()))) {
                        changed.add(file.path());
                    }
                }
                if (changed.isEmpty()) {
                    throw new IOException("no file of " + aim.streams() + " was written in " + MEANWHILE.toMillis() + " ms");
                }
                return aim.draws().at("file").pick(changed);
            }

            @Override
            public String change(Store now, String chosen) throws IOException {
                Old old = before.stream().filter(o -> o.file().equals(chosen)).findFirst().orElseThrow();
                int length = (int) Math.min(CHUNK, StoreFiles.size(now, chosen) - old.at());
                now.write(chosen, old.at(), Arrays.copyOf(old.padded(), length));
                return "put %d bytes at %d back to what they were".formatted(length, old.at());
            }
        });
    }

    /** The last chunk of a file at one time, padded with zeros. */
    @SuppressWarnings("ArrayRecordComponent") // compared by Arrays.equals where it matters
    private record Old(String file, long at, byte[] padded) {}

    private static List<Old> read(Store store, List<String> streams) {
        List<Old> all = new ArrayList<>();
        try {
            for (StoredFile file : StoreFiles.ofStreams(store, streams)) {
                long at = file.size() / CHUNK * CHUNK;
                all.add(new Old(file.path(), at, chunk(store, file.path(), at)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(all);
    }

    /** Zeros for what is not there, of a file that has just gone too. */
    private static byte[] chunk(Store store, String file, long at) throws IOException {
        try {
            return Arrays.copyOf(store.read(file, at, CHUNK), CHUNK);
        } catch (NoSuchFileException e) {
            return new byte[CHUNK];
        }
    }
}
