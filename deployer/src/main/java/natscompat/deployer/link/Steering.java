package natscompat.deployer.link;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.Json;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Pair;

/** Takes orders on a loopback port from whoever shows the token in the first line. Thread-safe. */
final class Steering implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5000;

    private final ServerSocket socket;
    private final byte[] token;
    private final Links links;

    Steering(String token, Links links) throws IOException {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.links = links;
        this.socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("steering").start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().name("steered").start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter out = new BufferedWriter(
                        new OutputStreamWriter(connection.getOutputStream(), StandardCharsets.UTF_8))) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            String shown = in.readLine();
            if (shown == null || !MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8))) {
                return;
            }
            connection.setSoTimeout(0);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(Json.line(carryOut(Json.mapper().readValue(line, Wire.Order.class))));
                out.newLine();
                out.flush();
            }
        } catch (IOException e) {
            // The tool went away; policies stay as they are until this process ends.
        }
    }

    private Wire.Answer carryOut(Wire.Order order) {
        try {
            Map<Pair, LinkPolicy> policies = new LinkedHashMap<>();
            order.sets().forEach(set -> policies.put(set.pair(), set.policy()));
            if (!policies.isEmpty()) {
                links.set(policies, order.change());
            }
            if (!order.resets().isEmpty()) {
                links.reset(order.resets());
            }
            return new Wire.Answer("", links.look());
        } catch (FailureException e) {
            return new Wire.Answer(e.failure().why(), java.util.List.of());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
