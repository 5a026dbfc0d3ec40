package natscompat.deployer.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import natscompat.deployer.line.LineServer;
import natscompat.deployer.line.Token;
import natscompat.model.rundir.Json;
import natscompat.model.time.Draws;
import org.jspecify.annotations.Nullable;

/**
 * The process of the link proxy ({@code bin/nats-compat link-proxy}). Reads one line of setup from its standard input,
 * writes {@code port N} when it listens, takes orders on that port, and ends with its input: when the tool is gone,
 * however it went, so is the proxy.
 */
public final class LinkProxyMain {
    private LinkProxyMain() {}

    /** Takes no arguments: the token must not stand in a command line. */
    public static void main(String[] arguments) throws IOException {
        run(System.in, System.out);
    }

    /**
     * Serves until the input ends, or the proxy does.
     *
     * @param in setup, then nothing
     * @param out gets one line
     * @throws IOException when the setup cannot be read or an address is in use
     */
    public static void run(InputStream in, PrintStream out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String first = lines.readLine();
        if (first == null) {
            return;
        }
        NameLookups.atEveryDial();
        Wire.Setup setup = Json.mapper().readValue(first, Wire.Setup.class);
        WarmUp.run();
        try (LinkProxy proxy = new LinkProxy(setup.fronts(), Draws.of(setup.seed()).at("link-proxy"));
                LineServer steering = new LineServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        new Token(setup.token()), new LinkOrders(proxy))) {
            out.println("port " + steering.port());
            out.flush();
            CompletableFuture<@Nullable Void> owner = new CompletableFuture<>();
            Thread.ofVirtual().name("owner").start(() -> {
                untilTheEnd(lines);
                owner.complete(null);
            });
            CompletableFuture.anyOf(owner, proxy.ended()).join();
        }
    }

    private static void untilTheEnd(BufferedReader lines) {
        try {
            while (lines.readLine() != null) {
                // Whatever else comes says only that the tool still lives.
            }
        } catch (IOException e) {
            // A pipe that breaks has ended, too.
        }
    }
}
