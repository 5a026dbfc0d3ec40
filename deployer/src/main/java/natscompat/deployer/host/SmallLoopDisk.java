package natscompat.deployer.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import natscompat.model.failure.Failure;
import natscompat.platform.SmallDisk;

/**
 * A file system in a file, mounted over a server's store; takes root. The file's name says whose it is, so that
 * {@link LoopMounts} finds what a killed tool left. It has its name only until it is mounted: then it goes with the mount.
 */
public final class SmallLoopDisk implements SmallDisk {
    private static final long ROOM = 32L << 20;
    private static final int BALLAST = 64 << 10;
    private static final int BLOCK = 4 << 10;

    private final Path store;
    private final Path image;
    private final Path aside;
    private boolean there;

    private SmallLoopDisk(Path store, Path image) {
        this.store = store;
        this.image = image;
        this.aside = store.resolveSibling(store.getFileName() + "-aside");
    }

    /**
     * Moves a store onto a disk of its own that has 32 MiB to spare.
     *
     * @param store of a server that does not run
     * @param owner whose it is: this tool, as {@code pid@place:start}
     */
    public static SmallLoopDisk under(Path store, String owner) {
        SmallLoopDisk disk = new SmallLoopDisk(store, LoopMounts.image(owner, store));
        try {
            disk.make();
            return disk;
        } catch (IOException e) {
            throw disk.failed("put a small disk under", e);
        }
    }

    private void make() throws IOException {
        Files.createDirectories(store);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(2 * Tree.bytes(store) + ROOM);
        }
        Tool.run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        Files.move(store, aside);
        try {
            Files.createDirectory(store);
            Tool.run("mount", "-o", "loop,errors=remount-ro", image.toString(), store.toString());
            there = true;
            Files.delete(image);
            Tree.copy(aside, store);
        } catch (IOException | RuntimeException e) {
            putBack(e);
            throw e;
        }
    }

    /** Nobody may find an empty store where one was: what was moved aside goes back. */
    private void putBack(Exception why) {
        try {
            if (LoopMounts.deviceOf(store).isPresent()) {
                LoopMounts.unmount(store);
            }
            there = false;
            Files.deleteIfExists(store);
            Files.move(aside, store);
            Files.deleteIfExists(image);
        } catch (IOException | RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private Path ballast() {
        return store.resolve("nats-compat-ballast");
    }

    private Path probe() {
        return store.resolve("nats-compat-probe");
    }

    @Override
    public void fill() {
        try (FileChannel file = FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            fill(file, BALLAST);
            fill(file, BLOCK);
        } catch (IOException e) {
            throw failed("fill", e);
        }
    }

    /** Until the host says that no room is left for one of them. */
    private static void fill(FileChannel file, int size) throws IOException {
        try {
            while (true) {
                file.write(ByteBuffer.allocate(size));
                file.force(false);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("no space")) {
                throw e;
            }
        }
    }

    @Override
    public void clear() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw failed("clear", e);
        }
    }

    /** The file system is told that its disk had an error: it turns read-only, with all its files open. */
    @Override
    public void failWrites() {
        try {
            Path device = Path.of(LoopMounts.deviceOf(store).orElseThrow(() -> new IOException("it is not mounted")));
            Files.writeString(Path.of("/sys/fs/ext4", device.getFileName().toString(), "trigger_fs_error"), "1\n");
        } catch (IOException e) {
            throw failed("let writes fail on", e);
        }
    }

    /** One shell freezes, waits and thaws: it does so to the end when we are killed, and at Ctrl-C, which it hears, too. */
    @Override
    public void hold(Duration time) {
        Tool.run("sh", "-c", "trap '' HUP INT TERM; fsfreeze -f \"$1\" && { sleep \"$2\"; fsfreeze -u \"$1\"; }", "nats-compat-hold",
                store.toString(), "%d.%03d".formatted(time.toSeconds(), time.toMillisPart()));
    }

    @Override
    public void letGo() {
        Tool.attempt("fsfreeze", "-u", store.toString());
    }

    @Override
    public Duration write() throws IOException {
        long began = System.nanoTime();
        try (FileChannel file = FileChannel.open(probe(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(BLOCK));
            file.force(true);
        } finally {
            gone(probe());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** A disk that does not let it go is not to hide why it could not be written. */
    private static void gone(Path probe) {
        try {
            Files.deleteIfExists(probe);
        } catch (IOException e) {
            // It is left out when the store goes back.
        }
    }

    @Override
    public void remove() {
        if (!there) {
            return;
        }
        try {
            Path next = store.resolveSibling(store.getFileName() + "-next");
            Files.createDirectories(next);
            Tree.copy(store, next);
            Files.deleteIfExists(next.resolve(ballast().getFileName()));
            Files.deleteIfExists(next.resolve(probe().getFileName()));
            Tree.delete(next.resolve("lost+found"));
            LoopMounts.unmount(store);
            there = false;
            Files.delete(store);
            Files.move(next, store);
            Tree.delete(aside);
        } catch (IOException e) {
            throw failed("take away", e);
        }
    }

    private natscompat.model.failure.FailureException failed(String what, IOException e) {
        return Failure.environment(what + " the small disk of " + store, String.valueOf(e.getMessage()),
                "`nats-compat cleanup` unmounts what is left once this run has ended.").causedBy(e);
    }
}
