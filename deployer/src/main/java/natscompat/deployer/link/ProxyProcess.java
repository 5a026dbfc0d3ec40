package natscompat.deployer.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.deployer.line.RedialledLine;
import natscompat.deployer.line.Token;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.model.time.Waiting;
import natscompat.platform.link.Links;

/** A link proxy in a process of its own that ends with us: it reads from a pipe that only we hold. Thread-safe. */
public final class ProxyProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration END = Duration.ofSeconds(5);

    private final Process process;
    private final RedialledLine line;
    private final RemoteLinks links;
    private final AtomicReference<Optional<String>> deaf = new AtomicReference<>(Optional.empty());

    /** Starts processes, as the platform wants its processes to be started. */
    public interface Starting {
        /** Starts it. */
        Process start(ProcessBuilder builder) throws IOException;
    }

    private ProxyProcess(Process process, RedialledLine line) {
        this.process = process;
        this.line = line;
        this.links = new RemoteLinks(this::ask, "link-proxy.log in the cell's folder");
    }

    private String ask(String order) throws IOException {
        try {
            String answer = line.askOnce(order);
            deaf.set(Optional.empty());
            return answer;
        } catch (IOException e) {
            deaf.set(Optional.of(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /**
     * Starts one and waits until it listens.
     *
     * @param token that steers it; never shown
     * @param seed of its draws
     * @param log where it writes what goes wrong
     * @throws natscompat.model.failure.FailureException when it does not come up within 20 s
     */
    public static ProxyProcess start(Starting starting, List<Front> fronts, String token, long seed, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            Process process = starting.start(builder);
            try {
                OutputStream in = process.getOutputStream();
                in.write((Json.line(new Wire.Setup(token, seed, fronts)) + "\n").getBytes(StandardCharsets.UTF_8));
                in.flush();
                InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port(process));
                RedialledLine line = new RedialledLine(at, new Token(token), ANSWER, ANSWER);
                line.dial();
                return new ProxyProcess(process, line);
            } catch (IOException e) {
                process.destroyForcibly();
                throw e;
            }
        } catch (IOException e) {
            throw Failure.environment("start the link proxy", String.valueOf(e.getMessage()), "See " + log + ".")
                    .causedBy(e);
        }
    }

    /** The same Java and classes as ours; little memory, quick to start. */
    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m", "-XX:MaxDirectMemorySize=512m", "-XX:+ExitOnOutOfMemoryError",
                "-cp", System.getProperty("java.class.path"),
                LinkProxyMain.class.getName());
    }

    private static int port(Process process) throws IOException {
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread.ofVirtual().name("link-proxy-port").start(() -> {
            try {
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                line.complete(String.valueOf(out.readLine()));
            } catch (IOException e) {
                line.completeExceptionally(e);
            }
        });
        try {
            String said = line.get(START.toSeconds(), TimeUnit.SECONDS);
            if (!said.startsWith("port ")) {
                throw new IOException("it ended before it listened");
            }
            return Integer.parseInt(said.substring("port ".length()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("it did not say its port within " + START.toSeconds() + " s", e);
        }
    }

    /** Its links. */
    public Links links() {
        return links;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it lives. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Why nobody knows what it does to the links, if that is so: it ended, or has not answered the last order. */
    public Optional<String> trouble() {
        return alive() ? deaf.get().map(why -> "its link proxy cannot be steered: " + why) : Optional.of("its link proxy ended");
    }

    /** Ends it: every connection through it ends, too. */
    @Override
    public void close() {
        try {
            line.close();
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
        if (!Waiting.reached("the end of the link proxy", END, Duration.ofMillis(5), () -> !process.isAlive())) {
            process.destroyForcibly();
        }
    }
}
