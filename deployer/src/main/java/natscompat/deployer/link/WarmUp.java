package natscompat.deployer.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import natscompat.model.time.Draws;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;

/**
 * Sends a few lines through a proxy to nobody, so that the first real connections do not wait for classes to be loaded:
 * servers that start together elect a leader within their first 100 ms, or only after 4-9 s. Stateless.
 */
public final class WarmUp {
    private static final int ROUNDS = 20;
    private static final int LIMIT_MILLIS = 2000;

    private WarmUp() {}

    /** Takes some 100 ms. */
    public static void run() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, loopback)) {
            free = probe.getLocalPort();
        }
        try (ServerSocket server = new ServerSocket(0, 1, loopback);
                LinkProxy proxy = new LinkProxy(List.of(new Front("server", true, loopback.getHostAddress(), free,
                        loopback.getHostAddress(), server.getLocalPort())), Draws.of(0));
                Socket dialler = new Socket(loopback, free);
                Socket accepted = server.accept()) {
            accepted.setSoTimeout(LIMIT_MILLIS);
            dialler.setSoTimeout(LIMIT_MILLIS);
            say(accepted, dialler, "INFO {\"server_id\":\"S\",\"server_name\":\"server\"}");
            say(dialler, accepted, "CONNECT {\"name\":\"D\"}");
            say(dialler, accepted, "INFO {\"server_id\":\"D\",\"server_name\":\"dialler\"}");
            for (int i = 0; i < ROUNDS; i++) {
                say(dialler, accepted, "RMSG $SYS $NRG.V 0");
                say(accepted, dialler, "PONG");
            }
            proxy.set(Map.of(new Pair("server", "dialler"), LinkPolicy.CUT), Change.RESET);
        }
    }

    private static void say(Socket from, Socket to, String line) throws IOException {
        from.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        new BufferedReader(new InputStreamReader(to.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }
}
