package natscompat.qualification.kubernetes;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import natscompat.deployer.kubernetes.ApiServer;

/** What an API server would tell of a namespace {@code ns} in a state that a real one does not stay in. */
final class MadeUpApiServer implements AutoCloseable {
    private final HttpServer http;

    MadeUpApiServer(HttpHandler answers) throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", answers);
        http.start();
    }

    /** Whoever asks it. */
    ApiServer client() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + http.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .build();
        return new ApiServer(new KubernetesClientBuilder().withConfig(config).build(), "ns", notice -> {});
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
