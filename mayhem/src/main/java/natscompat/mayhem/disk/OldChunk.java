package natscompat.mayhem.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.time.Waiting;

/**
 * A write that the disk confirmed and lost: one 4 KiB chunk of a file has the content that it had a while before, zeros
 * where it had none. Waits for a second of load between the two.
 */
public final class OldChunk implements Fault {
    private static final int CHUNK = 4096;
    private static final Duration MEANWHILE = Duration.ofSeconds(1);
    private static final FaultType TYPE = new FaultType(
            "old-chunk", "puts the last chunk of a file back to an older content", "2.9.0", Set.of("local"),
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
        List<Old> before = StoreFiles.ofStreams(StoreFiles.store(aim), aim.streams()).stream()
                .map(OldChunk::read)
                .toList();
        Waiting.pause("writes after the old content was read", MEANWHILE);
        return new Harmed(aim, new Harm() {
            @Override
            public Path choose(Path store) throws IOException {
                List<Path> changed = new ArrayList<>();
                for (Old old : before) {
                    if (Files.exists(old.file()) && !Arrays.equals(old.padded(), now(old))) {
                        changed.add(old.file());
                    }
                }
                if (changed.isEmpty()) {
                    throw new IOException("no file of " + aim.streams() + " was written in " + MEANWHILE.toMillis() + " ms");
                }
                return aim.draws().at("file").pick(changed);
            }

            @Override
            public String change(Path chosen) throws IOException {
                Old old = before.stream().filter(o -> o.file().equals(chosen)).findFirst().orElseThrow();
                try (FileChannel file = FileChannel.open(chosen, StandardOpenOption.WRITE)) {
                    int length = (int) Math.min(CHUNK, file.size() - old.at());
                    file.write(ByteBuffer.wrap(old.padded(), 0, length), old.at());
                    return "put %d bytes at %d back to what they were".formatted(length, old.at());
                }
            }
        });
    }

    /** The last chunk of a file at one time, padded with zeros. */
    @SuppressWarnings("ArrayRecordComponent") // compared by Arrays.equals where it matters
    private record Old(Path file, long at, byte[] padded) {}

    private static Old read(Path file) {
        long at = StoreFiles.size(file) / CHUNK * CHUNK;
        try {
            return new Old(file, at, chunk(file, at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] now(Old old) throws IOException {
        return Files.size(old.file()) <= old.at() ? old.padded() : chunk(old.file(), old.at());
    }

    private static byte[] chunk(Path file, long at) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        try (FileChannel channel = FileChannel.open(file)) {
            while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) > 0) {
                // Reads until the chunk or the file ends.
            }
        }
        return bytes.array();
    }
}
