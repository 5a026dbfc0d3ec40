package natscompat.deployer.link;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Pair;

/** The links as somebody outside of the proxy's process steers them. Thread-safe: one order at a time. */
final class RemoteLinks implements Links, AutoCloseable {
    private static final int LIMIT_MILLIS = 15_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Socket socket;
    private final BufferedReader in;
    private final BufferedWriter out;

    RemoteLinks(int port, String token) throws IOException {
        socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
        out.write(token);
        out.newLine();
        out.flush();
    }

    @Override
    public void set(Map<Pair, LinkPolicy> policies, Change change) {
        List<Wire.Set> sets = policies.entrySet().stream()
                .map(entry -> new Wire.Set(entry.getKey(), entry.getValue()))
                .toList();
        ask(new Wire.Order(sets, change, List.of()));
    }

    @Override
    public void reset(Collection<Pair> pairs) {
        ask(new Wire.Order(List.of(), Change.FLUSH, List.copyOf(pairs)));
    }

    @Override
    public List<LinkState> look() {
        return ask(new Wire.Order(List.of(), Change.FLUSH, List.of())).states();
    }

    private Wire.Answer ask(Wire.Order order) {
        lock.lock();
        try {
            out.write(Json.line(order));
            out.newLine();
            out.flush();
            String line = in.readLine();
            if (line == null) {
                throw new IOException("it is gone");
            }
            Wire.Answer answer = Json.mapper().readValue(line, Wire.Answer.class);
            if (!answer.failure().isEmpty()) {
                throw new IOException(answer.failure());
            }
            return answer;
        } catch (IOException e) {
            throw Failure.deploy("steer the link proxy", String.valueOf(e.getMessage()),
                    "See link-proxy.log in the cell's folder.").causedBy(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
