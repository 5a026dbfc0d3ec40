package natscompat.qualification.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import natscompat.model.rundir.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParcelTest {
    @TempDir
    Path folder;

    private Path from = Path.of("");
    private Path into = Path.of("");

    @BeforeEach
    void someFiles() throws IOException {
        from = Files.createDirectories(folder.resolve("from"));
        into = Files.createDirectories(folder.resolve("into"));
        Files.createDirectories(from.resolve("servers/n 0"));
        Files.writeString(from.resolve("events.jsonl"), "{}\n".repeat(1000));
        Files.writeString(from.resolve("servers/n 0/log"), "grün");
        Files.createFile(from.resolve("history-0.jsonl"));
    }

    @Test
    void whatComesOutIsWhatWentIn() throws IOException {
        Manifest manifest = Parcel.unpack(new ByteArrayInputStream(packed()), into);
        assertThat(Manifest.of(into)).isEqualTo(manifest).isEqualTo(Manifest.of(from));
        assertThat(into.resolve("servers/n 0/log")).hasContent("grün");
    }

    @Test
    void aParcelThatIsCutOffAnywhereIsNoParcel() throws IOException {
        byte[] whole = packed();
        for (int length = 0; length < whole.length; length += 37) {
            byte[] half = Arrays.copyOf(whole, length);
            Path room = Files.createDirectory(folder.resolve("cut-" + length));
            // The end of a zip is an index that nobody reads; without it every file may be there.
            if (length < whole.length - 400) {
                assertThatThrownBy(() -> Parcel.unpack(new ByteArrayInputStream(half), room)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aFileThatChangedOnTheWayIsSeen() throws IOException {
        Manifest before = Manifest.of(from);
        Files.writeString(from.resolve("servers/n 0/log"), "gruen");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Parcel.write(from, before, out);
        assertThatThrownBy(() -> Parcel.unpack(new ByteArrayInputStream(out.toByteArray()), into))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not whole");
    }

    @Test
    void noFileLeavesItsFolder() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("/manifest.json"));
            zip.write(Json.line(new Manifest(List.of())).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("../outside"));
            zip.write(1);
        }
        assertThatThrownBy(() -> Parcel.unpack(new ByteArrayInputStream(out.toByteArray()), into))
                .hasMessageContaining("outside of its folder");
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void aRunFolderGoesHomeInItsCellsAndWhatIsAtTheTop() throws IOException {
        Files.createDirectories(from.resolve("cells/01-upgrade-none/servers"));
        Files.writeString(from.resolve("cells/01-upgrade-none/cell.json"), "{}");
        Files.createDirectories(from.resolve("cells/02-upgrade-none"));
        Files.writeString(from.resolve("cells/02-upgrade-none/cell.json"), "{}");
        assertThat(Manifest.of(from).groups()).containsOnlyKeys(".", "cells/01-upgrade-none", "cells/02-upgrade-none");
        assertThat(Manifest.of(from).groups().get("cells/01-upgrade-none"))
                .isEqualTo(Manifest.of(from.resolve("cells/01-upgrade-none")));
    }

    private byte[] packed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Parcel.write(from, Manifest.of(from), out);
        return out.toByteArray();
    }
}
