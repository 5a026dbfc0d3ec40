package natscompat.mayhem.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import natscompat.mayhem.fault.Aim;
import natscompat.model.history.Event;
import natscompat.platform.Server;
import natscompat.platform.store.Store;
import natscompat.platform.store.Store.StoredFile;

/**
 * A copy of what is changed in a store, kept beside the server's log as {@code damage-ID/before} and
 * {@code damage-ID/after}: a file under its own name, a whole store as {@code store/}.
 *
 * @param folder the folder of this fault
 */
public record Evidence(Path folder) {
    private static final int PIECE = 1 << 20;
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String WHOLE = "store";

    /** Of that server. */
    public static Evidence of(Server server, String id) {
        return new Evidence(server.log().resolveSibling("damage-" + id));
    }

    /** Keeps a copy of the whole store of a server that does not run; one that cannot be made is noted only. */
    public void keepBefore(Aim aim, Server server) {
        keepOrNote(BEFORE, aim, server);
    }

    /** The same after what happened to it. */
    public void keepAfter(Aim aim, Server server) {
        keepOrNote(AFTER, aim, server);
    }

    private void keepOrNote(String label, Aim aim, Server server) {
        if (Files.exists(folder.resolve(label))) {
            // A second heal finds a store that has recovered meanwhile.
            return;
        }
        try {
            keep(label, server.stored(), Harm.EVERYTHING);
        } catch (IOException | RuntimeException e) {
            aim.events().accept(new Event.Note(aim.clock().nanos(), "%s: no copy of the store of %s, %s: %s".formatted(
                    aim.id(), server.name(), label, e.getMessage())));
        }
    }

    /** Keeps a copy of what is to be changed; its digest. */
    String before(Store store, String chosen) throws IOException {
        return keep(BEFORE, store, chosen);
    }

    /** Keeps a copy of what was changed; its digest, {@code gone} when it is not there any more. */
    String after(Store store, String chosen) throws IOException {
        return keep(AFTER, store, chosen);
    }

    private String keep(String label, Store store, String chosen) throws IOException {
        Path target = Files.createDirectories(folder.resolve(label));
        if (!chosen.equals(Harm.EVERYTHING)) {
            Path copy = target.resolve(StoreFiles.name(chosen));
            return copy(store, chosen, copy) ? digest(copy) : "gone";
        }
        Path whole = Files.createDirectories(target.resolve(WHOLE));
        for (StoredFile file : store.files()) {
            copy(store, file.path(), whole.resolve(file.path()));
        }
        return digest(whole);
    }

    private static boolean copy(Store store, String file, Path to) throws IOException {
        try {
            byte[] piece = store.read(file, 0, PIECE);
            Files.createDirectories(to.resolveSibling(""));
            Files.write(to, piece);
            for (long at = piece.length; piece.length == PIECE; at += piece.length) {
                piece = store.read(file, at, PIECE);
                Files.write(to, piece, StandardOpenOption.APPEND);
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Puts what was kept before the change back in its place. */
    void putBack(Store store, String chosen) throws IOException {
        Path kept = folder.resolve(BEFORE);
        if (!chosen.equals(Harm.EVERYTHING)) {
            putBack(store, chosen, kept.resolve(StoreFiles.name(chosen)));
            return;
        }
        Path whole = kept.resolve(WHOLE);
        try (Stream<Path> files = Files.walk(whole)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                putBack(store, whole.relativize(file).toString(), file);
            }
        }
    }

    private static void putBack(Store store, String file, Path kept) throws IOException {
        store.write(file, 0, new byte[0]);
        store.truncate(file, 0);
        try (InputStream in = Files.newInputStream(kept)) {
            long at = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                store.write(file, at, piece);
                at += piece.length;
            }
        }
    }

    /** A digest of a file's content or of a tree's. */
    private static String digest(Path what) throws IOException {
        try (Stream<Path> files = Files.walk(what);
                DigestOutputStream sum = new DigestOutputStream(
                        OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                sum.write(what.relativize(file).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                try (InputStream in = Files.newInputStream(file)) {
                    in.transferTo(sum);
                }
            }
            return HexFormat.of().formatHex(sum.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
