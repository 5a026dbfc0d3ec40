package natscompat.deployer.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import natscompat.deployer.line.LineServer;
import natscompat.deployer.line.Token;
import natscompat.deployer.sidecar.Sight.Phase;
import natscompat.model.time.Waiting;
import natscompat.platform.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A sidecar in this process, and processes that read its pipe. */
@EnabledOnOs(OS.LINUX)
class SidecarTest {
    private static final Token TOKEN = new Token("secret");
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final List<Sight> seen = new CopyOnWriteArrayList<>();
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private Path pipe;
    private Path heard;
    private LineServer sidecar;
    private SidecarClient client;
    private SidecarWatch watch;

    @BeforeEach
    void start() throws IOException {
        pipe = folder.resolve("start.conf");
        heard = folder.resolve("heard");
        sidecar = sidecar(0);
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), sidecar.port());
        client = new SidecarClient(at, TOKEN);
        watch = new SidecarWatch(at, TOKEN, seen::add);
    }

    private LineServer sidecar(int port) throws IOException {
        ServerProcess server = new ServerProcess(pipe, folder.resolve("etc/nats.conf"));
        return new LineServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TOKEN,
                new Sidecar(server, new Store(folder.resolve("store")), Optional.empty()));
    }

    @AfterEach
    void end() throws IOException {
        watch.close();
        client.close();
        sidecar.close();
        processes.forEach(Process::destroyForcibly);
    }

    private Process server() throws IOException {
        Process process = FakeServer.start(pipe, heard);
        processes.add(process);
        return process;
    }

    private void await(String what, BooleanSupplier there) {
        assertThat(Waiting.reached(what, SOON, Duration.ofMillis(5), there)).as(what + ", saw " + seen).isTrue();
    }

    private void awaitPhase(Phase phase) {
        await("phase " + phase, () -> watch.sight().phase() == phase);
    }

    @Test
    void a_process_waits_until_it_is_started() throws IOException {
        Process process = server();
        awaitPhase(Phase.WAITING);
        assertThat(heard).as("it is at the pipe, and nothing came").satisfiesAnyOf(
                file -> assertThat(file).doesNotExist(), file -> assertThat(file).isEmptyFile());
        Sight started = client.start("server_tags: [x]");
        assertThat(started.pid()).isEqualTo(process.pid());
        awaitPhase(Phase.RUNNING);
        await("what it read", () -> lines(heard).equals(List.of("include \"etc/nats.conf\"", "server_tags: [x]")));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothing_is_started_where_nothing_waits() {
        assertThatThrownBy(() -> client.start("")).hasMessageContaining("no process waits to be started");
    }

    @Test
    void a_process_that_follows_waits_again() throws IOException {
        server();
        awaitPhase(Phase.WAITING);
        Sight first = client.start("");
        client.signal(Signal.KILL, first);
        await("the end", () -> seen.contains(Sight.NONE));
        server();
        awaitPhase(Phase.WAITING);
        assertThat(watch.sight().sameProcess(first)).isFalse();
    }

    @Test
    void a_signal_never_hits_a_later_process() throws IOException {
        server();
        awaitPhase(Phase.WAITING);
        Sight first = client.start("");
        client.signal(Signal.KILL, first);
        await("the end", () -> seen.contains(Sight.NONE));
        Process second = server();
        awaitPhase(Phase.WAITING);
        client.start("");
        assertThatThrownBy(() -> client.signal(Signal.KILL, first)).hasMessageContaining("does not run any more");
        assertThat(second.isAlive()).isTrue();
    }

    @Test
    void one_that_waits_gets_no_signal() throws IOException {
        server();
        awaitPhase(Phase.WAITING);
        assertThatThrownBy(() -> client.signal(Signal.TERM, watch.sight())).hasMessageContaining("does not run");
    }

    @Test
    void a_reload_gets_the_same_text_again() throws IOException {
        server();
        awaitPhase(Phase.WAITING);
        Sight running = client.start("extra: 1");
        await("what it read", () -> lines(heard).size() == 2);
        client.signal(Signal.HUP, running);
        await("what it read again", () -> lines(folder.resolve("heard.again")).equals(lines(heard)));
        assertThat(watch.sight()).isEqualTo(running);
    }

    @Test
    void a_sidecar_that_begins_again_knows_what_runs() throws IOException {
        server();
        awaitPhase(Phase.WAITING);
        Sight running = client.start("extra: 1");
        int port = sidecar.port();
        sidecar.close();
        await("the loss", () -> watch.lost().isPresent());
        sidecar = sidecar(port);
        await("the return", () -> watch.lost().isEmpty());
        assertThat(watch.sight()).isEqualTo(running);
        client.signal(Signal.KILL, running);
        awaitPhase(Phase.GONE);
    }

    @Test
    void the_digest_is_that_of_what_runs() throws IOException {
        server();
        awaitPhase(Phase.WAITING);
        Sight running = client.start("");
        Path shell = Path.of("/bin/sh").toRealPath();
        assertThat(client.digest(running)).isEqualTo(new natscompat.deployer.process.BinaryDigests().of(shell));
    }

    @Test
    void a_store_is_emptied_only_while_nothing_runs() throws IOException {
        Path block = Files.createDirectories(folder.resolve("store/streams/S")).resolve("1.blk");
        Files.createFile(block);
        server();
        awaitPhase(Phase.WAITING);
        Sight running = client.start("");
        assertThatThrownBy(client::wipe).hasMessageContaining("the server runs");
        assertThat(block).exists();
        client.signal(Signal.KILL, running);
        await("the end", () -> seen.contains(Sight.NONE));
        client.wipe();
        assertThat(folder.resolve("store")).isEmptyDirectory();
    }

    @Test
    void what_is_no_order_is_refused() throws IOException {
        Sidecar plain = new Sidecar(
                new ServerProcess(folder.resolve("other"), folder), new Store(folder), Optional.empty());
        assertThat(plain.answer("dance {}")).isEqualTo("failed there is no order dance");
        assertThat(plain.answer("signal {\"signal\":\"SHOUT\"}")).startsWith("failed that is no Send");
        assertThat(plain.answer("links {}")).isEqualTo("failed this sidecar is no link proxy");
    }

    @Test
    void a_file_in_place_of_the_pipe_is_said() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new ServerProcess(file, folder)).hasMessageContaining("no named pipe");
    }
}
