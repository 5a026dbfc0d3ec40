package natscompat.deployer.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Which server id is whose. A server draws a new id at each start and says it to whoever dials its route port. Used by the
 * loop's thread, but for {@link #ask} and {@link #alsoAsk}.
 */
final class Ids {
    private static final int LIMIT_MILLIS = 1000;

    private final Map<String, String> names = new HashMap<>();
    private final AtomicReference<List<Peer>> peers;

    Ids(List<Front> fronts) {
        peers = new AtomicReference<>(fronts.stream()
                .filter(Front::route)
                .map(front -> new Peer(front.server(), front.targetHost(), front.targetPort()))
                .toList());
    }

    /** From here on these are asked, too. */
    void alsoAsk(List<Peer> more) {
        peers.updateAndGet(now -> Stream.concat(now.stream(), more.stream()).distinct().toList());
    }

    void learn(String id, String name) {
        names.put(id, name);
    }

    Optional<String> name(String id) {
        return Optional.ofNullable(names.get(id));
    }

    /** Asks every server for its id now; waits for answers, so not in the loop's thread. */
    Map<String, String> ask() {
        Map<String, String> said = new HashMap<>();
        for (Peer peer : peers.get()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(peer.host(), peer.port()), LIMIT_MILLIS);
                socket.setSoTimeout(LIMIT_MILLIS);
                String line = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
                Optional.ofNullable(line).flatMap(Handshake::id).ifPresent(id -> said.put(id, peer.server()));
            } catch (IOException e) {
                // It does not run: it is not the one that dials either.
            }
        }
        return said;
    }
}
