package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import natscompat.model.rundir.CellFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {
    @TempDir
    Path folder;

    private Path store;

    @BeforeEach
    void aCellWithOneServer() throws IOException {
        store = Files.createDirectories(folder.resolve("servers/n0/store"));
        Files.writeString(store.resolve("a.blk"), "small");
        Files.write(store.resolve("b.blk"), new byte[5000]);
        Files.writeString(folder.resolve("servers/n0/nats.log"), "log");
    }

    @Test
    void deletingTakesTheStoresAndLeavesTheLogs() throws IOException {
        Stores.delete(new CellFolder(folder));
        assertThat(store).doesNotExist();
        assertThat(folder.resolve("servers/n0/nats.log")).exists();
    }

    @Test
    void anArchiveHoldsTheStoresAndTheyAreGone() throws IOException {
        List<String> leftOut = Stores.archive(new CellFolder(folder), 1 << 20);
        assertThat(leftOut).isEmpty();
        assertThat(folder.resolve("left-out.txt")).doesNotExist();
        assertThat(store).doesNotExist();
        try (ZipFile zip = new ZipFile(folder.resolve("stores.zip").toFile())) {
            assertThat(zip.stream().map(e -> e.getName()))
                    .containsExactly("servers/n0/store/a.blk", "servers/n0/store/b.blk");
        }
    }

    @Test
    void whatAPlatformCouldNotBringIsNamedWithTheRestAndForgottenWhereNobodyWantsIt() throws IOException {
        CellFolder cell = new CellFolder(folder);
        Files.writeString(cell.leftOut(), "servers/n1/store/z.blk 7000\n");
        assertThat(Stores.archive(cell, 1000)).containsExactly("servers/n1/store/z.blk", "servers/n0/store/b.blk");
        assertThat(cell.leftOut()).hasContent("servers/n1/store/z.blk 7000\nservers/n0/store/b.blk 5000");

        Stores.delete(cell);
        assertThat(cell.leftOut()).doesNotExist();
    }

    @Test
    void whatNoLongerFitsIsLeftOutAndNamed() throws IOException {
        Files.write(store.resolve("c.blk"), new byte[6000]);
        assertThat(Stores.archive(new CellFolder(folder), 1000))
                .containsExactly("servers/n0/store/b.blk", "servers/n0/store/c.blk");
        assertThat(folder.resolve("left-out.txt"))
                .hasContent("servers/n0/store/b.blk 5000\nservers/n0/store/c.blk 6000");
        try (ZipFile zip = new ZipFile(folder.resolve("stores.zip").toFile())) {
            assertThat(zip.getEntry("left-out.txt")).isNotNull();
        }
    }

    /** After SIGTERM there is no time to pack, but what is left of a stopped build is no larger. */
    @Test
    void trimmingKeepsWhatFitsAsItIsAndNamesTheRest() throws IOException {
        assertThat(Stores.trim(new CellFolder(folder), 1000)).containsExactly("servers/n0/store/b.blk");
        assertThat(folder.resolve("left-out.txt")).hasContent("servers/n0/store/b.blk 5000");
        assertThat(store.resolve("a.blk")).hasContent("small");
        assertThat(store.resolve("b.blk")).doesNotExist();
        assertThat(folder.resolve("stores.zip")).doesNotExist();
    }
}
