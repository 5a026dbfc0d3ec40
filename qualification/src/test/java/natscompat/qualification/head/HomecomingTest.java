package natscompat.qualification.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.model.rundir.RunFolder;
import natscompat.model.time.Waiting;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bringing a run folder home: resumed, compared, and from a head whose answers break off. */
class HomecomingTest {
    @TempDir
    Path folder;

    private final List<String> fetched = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger cutOff = new AtomicInteger();
    private Path there = Path.of("");
    private HeadServer server = new HeadServer(Orders.anyPort(), Orders.TOKEN, Map.of());
    private HeadClient client = new HeadClient(Way.to(URI.create("http://127.0.0.1")), Orders.TOKEN, notice -> {});
    private @Nullable Course begun;

    @BeforeEach
    void anEndedRun() throws IOException {
        server.close();
        Course course = new Course(folder.resolve("volume"));
        begun = course;
        course.begin(Orders.cells(1));
        there = RunFolder.continued(course.folder()).path();
        for (String cell : List.of("01-a", "02-b", "03-c")) {
            Files.createDirectories(there.resolve("cells").resolve(cell));
            Files.writeString(there.resolve("cells").resolve(cell).resolve("events.jsonl"), (cell + "\n").repeat(50_000));
        }
        Files.writeString(there.resolve("matrix.json"), "{}");
        course.end(Manifest.of(there));
        Map<String, HeadServer.Answer> routes =
                new HashMap<>(new CommandDoor(EventLog.open(folder.resolve("events")), course).routes());
        HeadServer.Answer parcel = routes.get("GET /v1/parcel");
        routes.put("GET /v1/parcel", call -> {
            fetched.add(call.query("group"));
            if (cutOff.getAndDecrement() > 0) {
                try (OutputStream out = call.stream()) {
                    out.write(new byte[1000]);
                }
            } else if (parcel != null) {
                parcel.to(call);
            }
        });
        server = new HeadServer(Orders.anyPort(), Orders.TOKEN, routes);
        client = new HeadClient(
                Way.to(URI.create("http://127.0.0.1:" + server.port())), Orders.TOKEN, Duration.ofSeconds(20), notice -> {});
    }

    @AfterEach
    void end() {
        client.close();
        server.close();
    }

    @Test
    void everythingComesHomeAndTheHeadMayEnd() throws IOException {
        bring();
        assertThat(Manifest.of(home())).isEqualTo(Manifest.of(there));
        assertMayEnd();
    }

    @Test
    void whatIsHomeAlreadyIsNotFetchedAgain() {
        bring();
        fetched.clear();
        bring();
        assertThat(fetched).isEmpty();
    }

    @Test
    void onlyTheCellThatIsHalfThereIsFetchedAgain() throws IOException {
        bring();
        fetched.clear();
        Files.writeString(home().resolve("cells/02-b/events.jsonl"), "half");
        bring();
        assertThat(fetched).containsExactly("cells/02-b");
        assertThat(Manifest.of(home())).isEqualTo(Manifest.of(there));
    }

    @Test
    void anotherContentOfTheSameLengthIsSeen() throws IOException {
        bring();
        fetched.clear();
        Path file = home().resolve("cells/03-c/events.jsonl");
        Files.writeString(file, Files.readString(file).replace('c', 'x'));
        bring();
        assertThat(fetched).containsExactly("cells/03-c");
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() throws IOException {
        cutOff.set(2);
        bring();
        assertThat(fetched).hasSize(6);
        assertThat(Manifest.of(home())).isEqualTo(Manifest.of(there));
    }

    @Test
    void aHomeThatCannotBeWrittenKeepsTheHead() throws IOException {
        Files.createDirectories(home());
        Files.writeString(home().resolve("cells"), "a file where a folder should be");
        assertThatThrownBy(this::bring).hasMessageContaining("bring the run folder home");
        assertThat(course().isFetched()).isFalse();
    }

    @Test
    void allIsKnownToBeHereBeforeTheHeadMayEnd() {
        List<String> seen = new ArrayList<>();
        new Homecoming(client, home(), notice -> {}).fetch(() -> {
            seen.add(Files.exists(home().resolve("cells/03-c/events.jsonl")) ? "here" : "not here");
            seen.add(course().isFetched() ? "ended" : "not ended");
        });
        assertThat(seen).containsExactly("here", "not ended");
        assertMayEnd();
    }

    /** It is answered before it is noted. */
    private void assertMayEnd() {
        assertThat(Waiting.reached("the head's note", Duration.ofSeconds(5), Duration.ofMillis(10), course()::isFetched))
                .isTrue();
    }

    private void bring() {
        new Homecoming(client, home(), notice -> {}).fetch(() -> {});
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Course course() {
        return Objects.requireNonNull(begun, "the course of the head");
    }
}
