package natscompat.qualification.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.RunFolder;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes to a head as the folder of a cell, seen from the wire. */
class UploadTest {
    private static final Order ORDER = Orders.cells(2);
    private static final Cell CELL = ORDER.plan().cells().getFirst();

    @TempDir
    Path folder;

    private Optional<HeadServer> server = Optional.empty();
    private Optional<Desk> desk = Optional.empty();
    private RunFolder run = new RunFolder(Path.of("/"));

    @BeforeEach
    void aHead() throws IOException {
        run = RunFolder.continued(folder.resolve("run"));
        Files.createDirectory(parts());
        Desk opened = new Desk(run, new Attempts(folder.resolve("attempts")));
        opened.open("batch", "", ORDER.plan().cells(), cell -> true);
        opened.claim(new Claim("batch", 0, "pod"));
        desk = Optional.of(opened);
        Lacks lacks = new Lacks(folder.resolve("lacks.json"));
        RunnerDoor door = new RunnerDoor(
                () -> desk.map(d -> new RunnerDoor.Shift(ORDER, d, lacks)), () -> "", event -> {}, parts());
        server = Optional.of(new HeadServer(Orders.anyPort(), Orders.TOKEN, door.routes()));
    }

    @AfterEach
    void end() {
        server.ifPresent(HeadServer::close);
    }

    @Test
    void aWholeFolderIsTakenIn() throws Exception {
        assertThat(put(1, parcel())).isEqualTo(204);
        assertThat(run.folder(CELL).path().resolve("events.jsonl")).hasContent("x\n".repeat(1000));
        assertThat(leftInParts()).isEmpty();
    }

    @Test
    void anOlderAttemptIsRefused() throws Exception {
        desk.orElseThrow().claim(new Claim("batch", 0, "pod after it"));
        assertThat(put(1, parcel())).isEqualTo(409);
        assertThat(run.folder(CELL).path()).doesNotExist();
        assertThat(put(2, parcel())).isEqualTo(204);
    }

    @Test
    void halfAParcelIsRefusedAndLeavesNothing() throws Exception {
        byte[] whole = parcel();
        assertThat(put(1, Arrays.copyOf(whole, whole.length / 2))).isEqualTo(400);
        assertThat(run.folder(CELL).path()).doesNotExist();
        assertThat(leftInParts()).isEmpty();
        assertThat(put(1, whole)).as("and it can be sent again").isEqualTo(204);
    }

    /** As on a volume that is full. */
    @Test
    void aHeadThatCannotWriteJustNowAsksForItAgain() throws Exception {
        Files.delete(parts());
        assertThat(put(1, parcel())).isEqualTo(503);
        assertThat(run.folder(CELL).path()).doesNotExist();
        Files.createDirectory(parts());
        assertThat(put(1, parcel())).isEqualTo(204);
    }

    @Test
    void aConnectionThatBreaksInTheMiddleLeavesNothing() throws Exception {
        byte[] whole = parcel();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.orElseThrow().port());
                OutputStream out = socket.getOutputStream()) {
            out.write(("PUT /v1/cell?cell=1&attempt=1 HTTP/1.1\r\nHost: head\r\nAuthorization: " + Orders.TOKEN.header()
                    + "\r\nContent-Length: " + whole.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(whole, 0, whole.length / 2);
            out.flush();
            Waiting.reached("the upload to begin", Duration.ofSeconds(10), Duration.ofMillis(5), () -> leftInParts().length > 0);
        }
        assertThat(Waiting.reached("the half folder to go", Duration.ofSeconds(10), Duration.ofMillis(5),
                () -> leftInParts().length == 0)).isTrue();
        assertThat(run.folder(CELL).path()).doesNotExist();
        assertThat(put(1, whole)).isEqualTo(204);
    }

    private int put(int attempt, byte[] body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.orElseThrow().port()
                                            + "/v1/cell?cell=1&attempt=" + attempt))
                                    .header("Authorization", Orders.TOKEN.header())
                                    .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private byte[] parcel() throws IOException {
        Path from = Files.createTempDirectory(folder, "from");
        Files.writeString(from.resolve("events.jsonl"), "x\n".repeat(1000));
        Files.writeString(from.resolve("cell.json"), "{}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Parcel.write(from, Manifest.of(from), out);
        return out.toByteArray();
    }

    private Path parts() {
        return folder.resolve("parts");
    }

    private String[] leftInParts() {
        try (Stream<Path> all = Files.list(parts())) {
            return all.map(Path::toString).toArray(String[]::new);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
