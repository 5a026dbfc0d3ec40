package natscompat.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import natscompat.platform.store.Store.StoredFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest {
    @TempDir
    Path folder;

    private FolderStore store = new FolderStore(Path.of("none"));

    @BeforeEach
    void fill() throws IOException {
        store = new FolderStore(folder.resolve("store"));
        store.write("WORK/streams/S/msgs/1.blk", 0, new byte[] {1, 2, 3, 4});
        store.write("WORK/a", 0, new byte[] {9});
        Files.createFile(folder.resolve("store/empty"));
    }

    @Test
    void files_that_are_not_empty_are_listed_in_order() throws IOException {
        assertThat(store.files()).containsExactly(new StoredFile("WORK/a", 1), new StoredFile("WORK/streams/S/msgs/1.blk", 4));
        assertThat(new FolderStore(folder.resolve("none")).files()).isEmpty();
    }

    @Test
    void a_piece_is_read_and_ends_with_the_file() throws IOException {
        assertThat(store.read("WORK/streams/S/msgs/1.blk", 1, 2)).containsExactly(2, 3);
        assertThat(store.read("WORK/streams/S/msgs/1.blk", 3, 10)).containsExactly(4);
        assertThat(store.read("WORK/streams/S/msgs/1.blk", 9, 10)).isEmpty();
        assertThatThrownBy(() -> store.read("WORK/none", 0, 1)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void bytes_are_written_over_others_and_beyond_the_end() throws IOException {
        store.write("WORK/a", 0, new byte[] {8});
        store.write("WORK/a", 2, new byte[] {7});
        assertThat(store.read("WORK/a", 0, 10)).containsExactly(8, 0, 7);
    }

    @Test
    void a_file_is_cut_and_removed() throws IOException {
        store.truncate("WORK/streams/S/msgs/1.blk", 1);
        store.remove("WORK/a");
        assertThat(store.files()).containsExactly(new StoredFile("WORK/streams/S/msgs/1.blk", 1));
    }

    @Test
    void everything_goes_but_the_folder() throws IOException {
        assertThat(store.wipe()).isEqualTo(7);
        assertThat(folder.resolve("store")).isEmptyDirectory();
        assertThat(store.wipe()).isZero();
    }

    @Test
    void nothing_leads_out_of_it() throws IOException {
        Files.writeString(folder.resolve("other"), "x");
        assertThatThrownBy(() -> store.read("../other", 0, 1)).hasMessageContaining("no file of this store");
        assertThatThrownBy(() -> store.write("/tmp/natscompat", 0, new byte[1])).hasMessageContaining("no file of this store");
        assertThatThrownBy(() -> store.remove("")).hasMessageContaining("no file of this store");
    }
}
