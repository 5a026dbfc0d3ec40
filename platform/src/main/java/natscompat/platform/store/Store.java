package natscompat.platform.store;

import java.io.IOException;
import java.util.List;

/**
 * What a server stores, as files below one folder. Read at any time; changed only while the server's process does not run.
 * Thread-safe.
 */
public interface Store {
    /**
     * A file that is not empty.
     *
     * @param path below the folder, parts joined by {@code /}
     * @param size in bytes
     */
    record StoredFile(String path, long size) {}

    /** All files that are not empty, sorted by path. */
    List<StoredFile> files() throws IOException;

    /**
     * Bytes of a file.
     *
     * @return fewer than {@code length} where the file ends before
     * @throws java.nio.file.NoSuchFileException when it is not there
     */
    byte[] read(String file, long at, int length) throws IOException;

    /** Writes bytes over what is there, or beyond its end; makes the file and its folders where they are missing. */
    void write(String file, long at, byte[] bytes) throws IOException;

    /** Cuts a file off. */
    void truncate(String file, long size) throws IOException;

    /** Removes a file. */
    void remove(String file) throws IOException;

    /**
     * Removes everything below the folder.
     *
     * @return how many files and folders
     */
    int wipe() throws IOException;
}
