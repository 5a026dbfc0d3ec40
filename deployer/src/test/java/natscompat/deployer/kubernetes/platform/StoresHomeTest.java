package natscompat.deployer.kubernetes.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import natscompat.model.rundir.CellFolder;
import natscompat.platform.store.FolderStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores of servers, on their way into the folder of their cell. */
class StoresHomeTest {
    @TempDir
    Path folder;

    private CellFolder cell = new CellFolder(Path.of("none"));
    private FolderStore store = new FolderStore(Path.of("none"));
    private byte[] large = new byte[0];

    @BeforeEach
    void aServerThatHasStoredSomething() throws IOException {
        cell = new CellFolder(Files.createDirectories(folder.resolve("cell")));
        store = new FolderStore(folder.resolve("volume"));
        large = new byte[(2 << 20) + 17];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i % 251);
        }
        store.write("jetstream/S/msgs/1.blk", 0, large);
        store.write("jetstream/S/meta.inf", 0, new byte[] {1, 2, 3});
    }

    @Test
    void whatIsStoredIsHereByteForByte() throws IOException {
        StoresHome home = new StoresHome(cell, Long.MAX_VALUE);
        home.bring("c-0", store);
        assertThat(home.leftOut()).isZero();
        assertThat(cell.server("c-0").resolve("store/jetstream/S/msgs/1.blk")).hasBinaryContent(large);
        assertThat(cell.server("c-0").resolve("store/jetstream/S/meta.inf")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(cell.leftOut()).doesNotExist();
    }

    @Test
    void whatThereIsNoRoomForIsNamedWithItsSizeAndTheRestIsHere() throws IOException {
        StoresHome home = new StoresHome(cell, 100);
        home.bring("c-0", store);
        home.bring("c-1", store);
        assertThat(home.leftOut()).isEqualTo(2);
        assertThat(cell.server("c-1").resolve("store/jetstream/S/meta.inf")).exists();
        assertThat(cell.leftOut()).hasContent("servers/c-0/store/jetstream/S/msgs/1.blk " + large.length
                + "\nservers/c-1/store/jetstream/S/msgs/1.blk " + large.length);
    }

    @Test
    void aFolderThatCannotBeWrittenIsAnErrorAndNoEmptyStore() {
        StoresHome home = new StoresHome(new CellFolder(folder.resolve("volume/jetstream/S/meta.inf")), 100);
        assertThatThrownBy(() -> home.bring("c-0", store)).isInstanceOf(IOException.class);
    }
}
