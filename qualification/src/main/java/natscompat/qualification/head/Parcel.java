package natscompat.qualification.head;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import natscompat.model.rundir.Json;

/**
 * Files on their way between two run folders: a zip whose first entry is the manifest of the others. What comes out is what
 * went in, to the byte, or an error. Stateless.
 */
final class Parcel {
    private static final String MANIFEST = "/manifest.json";
    private static final int BUFFER = 1 << 16;

    private Parcel() {}

    /** What came is no whole parcel: the fault is on the way or with who sent it, not with who takes it in. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        private Broken(String why) {
            super(why);
        }

        private Broken(String why, IOException cause) {
            super(why, cause);
        }
    }

    /**
     * Packs files.
     *
     * @param folder what the paths of the manifest are relative to
     * @param out stays open
     */
    static void write(Path folder, Manifest manifest, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER));
        zip.setLevel(Deflater.BEST_SPEED);
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(Json.line(manifest).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        for (Manifest.Entry file : manifest.files()) {
            zip.putNextEntry(new ZipEntry(file.path()));
            Files.copy(folder.resolve(file.path()), zip);
            zip.closeEntry();
        }
        zip.finish();
        zip.flush();
    }

    /**
     * Unpacks files and compares them with their manifest.
     *
     * @param into an empty folder; holds rubbish after an error
     * @return the manifest
     * @throws Broken when the parcel is cut off, a file differs from the manifest or wants to lie elsewhere
     * @throws IOException when it cannot be read to its end or be written
     */
    static Manifest unpack(InputStream in, Path into) throws IOException {
        try {
            return unpacked(in, into);
        } catch (EOFException | ZipException | JsonProcessingException e) {
            throw new Broken("the parcel is cut off or damaged: " + e.getMessage(), e);
        }
    }

    private static Manifest unpacked(InputStream in, Path into) throws IOException {
        ZipInputStream zip = new ZipInputStream(new BufferedInputStream(in, BUFFER));
        ZipEntry first = zip.getNextEntry();
        if (first == null || !first.getName().equals(MANIFEST)) {
            throw new Broken("this is no parcel: it does not begin with a manifest");
        }
        Manifest said = Json.mapper().readValue(zip.readAllBytes(), Manifest.class);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            Path file = into.resolve(entry.getName()).normalize();
            if (!file.startsWith(into) || file.equals(into)) {
                throw new Broken("the parcel has a file outside of its folder: " + entry.getName());
            }
            Files.createDirectories(file.getParent());
            Files.copy(zip, file);
        }
        Manifest found = Manifest.of(into);
        if (!found.equals(said)) {
            throw new Broken("the parcel is not whole: " + found.files().size() + " files, " + found.bytes()
                    + " bytes of " + said.files().size() + " files, " + said.bytes() + " bytes, or other content");
        }
        return said;
    }
}
