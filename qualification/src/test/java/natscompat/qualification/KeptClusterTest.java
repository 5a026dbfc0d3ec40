package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import natscompat.model.event.RunEvent;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --keep}: judged and told first, then kept; the Ctrl-C that ends it spoils no verdict. */
@Tag("real")
class KeptClusterTest {
    private static final Pattern KEPT = Pattern.compile("kept: (\\S+) \\(user and password in (.+)\\);.*");

    @TempDir
    Path folder;

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void isJudgedBeforeItIsKeptAndPassesWhenItIsStopped() {
        Matrix matrix = RealRun.kept(folder.resolve("run"), 5, Duration.ofSeconds(12), event -> {
            if (event instanceof RunEvent.Note note) {
                notes.add(note.text());
                KEPT.matcher(note.text()).results().forEach(
                        kept -> look(kept.group(1).split(",", -1), Path.of(kept.group(2))));
            }
        });
        assertThat(seen).as("of the credentials while it is kept").containsExactly(
                "rw-------", "logged in", "logged in", "logged in", "refused");
        assertThat(credentials(matrix)).as("afterwards").doesNotExist();
        assertThat(notes).filteredOn(text -> text.contains("servers still run") || text.startsWith("kept: "))
                .satisfiesExactly(
                        verdict -> assertThat(verdict).startsWith("cell 1: Pass"),
                        kept -> assertThat(kept).contains("nats://"));
        assertThat(matrix.rows().getFirst().result().verdict()).isInstanceOf(Verdict.Pass.class);
        assertThat(matrix.exit()).isZero();
        assertThat(matrix.complete()).as("exit 0, and a build server is not told that something is missing").isTrue();
    }

    private Path credentials(Matrix matrix) {
        return folder.resolve("run").resolve(matrix.rows().getFirst().folder()).resolve("credentials");
    }

    /** As somebody who read the note: with what stands in the file through every server, and with another password. */
    private void look(String[] urls, Path credentials) {
        try {
            seen.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)));
            Properties login = new Properties();
            try (Reader in = Files.newBufferedReader(credentials)) {
                login.load(in);
            }
            String user = login.getProperty("user", "");
            String password = login.getProperty("password", "");
            for (String url : urls) {
                seen.add(login(url, user, password));
            }
            seen.add(login(urls[0], user, password + "x"));
        } catch (IOException e) {
            seen.add(String.valueOf(e));
        }
    }

    private static String login(String url, String user, String password) {
        Options options = Options.builder().server(url).userInfo(user, password).noReconnect()
                .errorListener(new ErrorListener() {}).build();
        try {
            Connection connection = Nats.connect(options);
            try {
                return connection.jetStreamManagement().getStreamNames().isEmpty() ? "no streams there" : "logged in";
            } finally {
                connection.close();
            }
        } catch (AuthenticationException e) {
            return "refused";
        } catch (IOException | JetStreamApiException e) {
            return String.valueOf(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return String.valueOf(e);
        }
    }
}
