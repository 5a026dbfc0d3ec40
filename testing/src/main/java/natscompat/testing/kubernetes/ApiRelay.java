package natscompat.testing.kubernetes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and the API server, so that a test can take the API server away from that client and give it
 * back without disturbing anybody else. Thread-safe.
 */
public final class ApiRelay implements AutoCloseable {
    private static final Pattern SERVER = Pattern.compile("(?m)^(\\s*server:\\s*)\"?(https://[^\\s\"]+)\"?\\s*$");
    private final String kubeconfig;
    private final InetSocketAddress behind;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket door;

    /** Relays to the server of the kubeconfig in {@code KUBECONFIG}. */
    public ApiRelay() throws IOException {
        kubeconfig = Files.readString(Path.of(System.getenv("KUBECONFIG")));
        Matcher matcher = SERVER.matcher(kubeconfig);
        if (!matcher.find()) {
            throw new IOException("no server in KUBECONFIG");
        }
        URI server = URI.create(matcher.group(2));
        behind = new InetSocketAddress(server.getHost(), server.getPort());
        door = listen(0);
        port = door.getLocalPort();
    }

    /** A copy of the kubeconfig that leads through the relay. Needs a server certificate for 127.0.0.1. */
    public Path kubeconfig(Path folder) throws IOException {
        String through = SERVER.matcher(kubeconfig).replaceFirst("$1https://127.0.0.1:" + port);
        return Files.writeString(folder.resolve("kubeconfig-through-relay"), through);
    }

    /** Refuses connections from now on, and cuts those that are open. */
    public synchronized void goAway() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Lets connections through again. */
    public synchronized void comeBack() throws IOException {
        door = listen(port);
    }

    private ServerSocket listen(int at) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        Thread.ofVirtual().name("relay").start(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> pass(client));
            }
        } catch (IOException e) {
            // Closed: away, or over.
        }
    }

    private void pass(Socket client) {
        try (client;
                Socket server = new Socket()) {
            server.connect(behind);
            open.add(client);
            open.add(server);
            Thread back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // One of the two hung up.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of the two hung up.
        }
    }

    @Override
    public void close() throws IOException {
        goAway();
    }
}
