package natscompat.deployer.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SHA-256 of the file that a process really runs (/proc/PID/exe), read once for each file as long as its inode, size and
 * times stay the same. Thread-safe.
 */
public final class BinaryDigests {
    private record Key(Object device, Object inode, Object size, Object modified, Object changed) {}

    private final Map<Key, String> known = new ConcurrentHashMap<>();

    /** Lower-case hex; of {@code fallback} where there is no /proc. */
    public String running(long pid, Path fallback) throws IOException {
        Path exe = Path.of("/proc", Long.toString(pid), "exe");
        return of(Files.isReadable(Path.of("/proc/self/exe")) ? exe : fallback);
    }

    /** Lower-case hex of a file. */
    public String of(Path file) throws IOException {
        Map<String, Object> stat = Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime");
        Key key = new Key(value(stat, "dev"), value(stat, "ino"), value(stat, "size"),
                value(stat, "lastModifiedTime"), value(stat, "ctime"));
        String digest = known.get(key);
        if (digest == null) {
            digest = sha256(file);
            known.put(key, digest);
        }
        return digest;
    }

    private static Object value(Map<String, Object> stat, String name) {
        return stat.getOrDefault(name, "");
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
