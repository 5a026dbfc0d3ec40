package natscompat.mayhem.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * A copy of what is changed in a store, kept beside it as {@code damage-ID/before} and {@code damage-ID/after}.
 *
 * @param folder the folder of this fault
 */
record Evidence(Path folder) {
    /** Beside that store. */
    static Evidence beside(Path store, String id) {
        return new Evidence(store.resolveSibling("damage-" + id));
    }

    /** Keeps a copy under that label. A file that is not there any more leaves nothing. */
    void keep(String label, Path what) throws IOException {
        Path target = folder.resolve(label);
        Files.createDirectories(target);
        if (Files.isDirectory(what)) {
            copyTree(what, target.resolve(what.getFileName()));
        } else if (Files.exists(what)) {
            Files.copy(what, target.resolve(what.getFileName()));
        }
    }

    /** Puts what was kept before the change back in its place. */
    void putBack(Path what) {
        Path kept = folder.resolve("before").resolve(what.getFileName());
        try {
            if (Files.isDirectory(kept)) {
                copyTree(kept, what);
            } else {
                Files.createDirectories(what.getParent());
                Files.copy(kept, what, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(dir)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** A digest of a file's content or of a tree's; {@code gone} when it is not there. */
    static String digest(Path what) {
        if (!Files.exists(what)) {
            return "gone";
        }
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
