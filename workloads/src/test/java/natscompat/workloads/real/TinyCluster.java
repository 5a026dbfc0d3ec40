package natscompat.workloads.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import natscompat.client.Endpoint;
import natscompat.model.time.Waiting;
import natscompat.testing.TestReleases;

/** A few real servers on a loopback block of their own, ended with the test. */
final class TinyCluster implements AutoCloseable {
    private static final String PASSWORD = "of-a-test";

    private final Path folder;
    private final List<String> releases;
    private final List<Process> processes = new ArrayList<>();
    private final ServerSocket claim;
    private final String block;
    private final Thread reaper = new Thread(this::killAll);

    TinyCluster(Path folder, List<String> releases) {
        this.folder = folder;
        this.releases = releases;
        this.claim = claim();
        this.block = claim.getInetAddress().getHostAddress().replaceAll("\\.250$", "");
        Runtime.getRuntime().addShutdownHook(reaper);
        IntStream.range(0, releases.size()).forEach(i -> processes.add(launch(i)));
        awaitHealthy();
    }

    private static ServerSocket claim() {
        for (int i = 1; i < 250; i++) {
            try {
                ServerSocket socket = new ServerSocket();
                socket.bind(new InetSocketAddress(InetAddress.getByName("127.77." + i + ".250"), 4222));
                return socket;
            } catch (IOException e) {
                // Somebody else's block: the next one.
            }
        }
        throw new IllegalStateException("no free block");
    }

    String name(int i) {
        return "tiny" + block.replace('.', '_') + "-" + i;
    }

    List<Endpoint> endpoints() {
        return endpoints("load");
    }

    List<Endpoint> endpoints(String user) {
        return IntStream.range(0, releases.size())
                .mapToObj(i -> new Endpoint(name(i), "nats://" + block + "." + (i + 1) + ":4222", user, PASSWORD))
                .toList();
    }

    private Process launch(int i) {
        try {
            Path own = Files.createDirectories(folder.resolve(name(i)));
            Path conf = own.resolve("nats.conf");
            Files.writeString(conf, config(i, own), StandardCharsets.UTF_8);
            return new ProcessBuilder(TestReleases.built(releases.get(i)).binary().toString(), "-c", conf.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(own.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String config(int i, Path own) {
        String address = block + "." + (i + 1);
        String routes = IntStream.range(0, releases.size())
                .mapToObj(r -> "\"nats://" + block + "." + (r + 1) + ":6222\"")
                .collect(Collectors.joining(", "));
        return """
                server_name: %s
                listen: "%s:4222"
                http: "%s:8222"
                jetstream { store_dir: "%s", max_mem: 64MB, max_file: 512MB }
                cluster { name: tiny, listen: "%s:6222", no_advertise: true, routes: [%s] }
                accounts {
                  LOAD { jetstream: enabled, users: [{user: load, password: %s}] }
                  SYS { users: [{user: sys, password: %s}] }
                }
                system_account: SYS
                """.formatted(name(i), address, address, own.resolve("store"), address, routes, PASSWORD, PASSWORD);
    }

    void awaitHealthy() {
        Waiting.until("a healthy cluster", Duration.ofSeconds(60), Duration.ofMillis(50), () -> {
            String sick = IntStream.range(0, releases.size()).filter(i -> !healthy(i)).mapToObj(this::name)
                    .collect(Collectors.joining(" "));
            return sick.isEmpty() ? Waiting.Look.there("") : Waiting.Look.notYet(sick + " not healthy");
        });
    }

    private boolean healthy(int i) {
        return http(i, "/healthz").contains("200 OK");
    }

    String http(int i, String path) {
        try (Socket socket = new Socket(block + "." + (i + 1), 8222)) {
            socket.setSoTimeout(2000);
            socket.getOutputStream().write(
                    ("GET " + path + " HTTP/1.0\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    void kill(int i) {
        processes.get(i).destroyForcibly();
        try {
            if (!processes.get(i).waitFor(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("server does not die");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void start(int i) {
        processes.set(i, launch(i));
    }

    private void killAll() {
        processes.forEach(Process::destroyForcibly);
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(reaper);
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
