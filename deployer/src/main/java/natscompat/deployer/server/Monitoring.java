package natscompat.deployer.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import natscompat.generator.Address;
import natscompat.model.rundir.Json;

/**
 * Asks one server's monitoring endpoints over plain HTTP with the JDK's old client: no threads of its own, connections
 * kept alive, and 24 servers asked every second cost little. Thread-safe.
 *
 * @param address where the server answers
 */
public record Monitoring(Address address) {
    private static final int OK = 200;

    /**
     * One question. A document counts as an answer whatever its status: healthz speaks with 500 and 503, too.
     *
     * @param limit for connecting, and again for each read
     * @throws IOException when nobody answers in time, or not with a document (404: this version lacks the endpoint)
     */
    public JsonNode ask(String pathAndQuery, Duration limit) throws IOException {
        URI uri = URI.create("http://" + address + "/" + pathAndQuery);
        if (!(uri.toURL().openConnection(Proxy.NO_PROXY) instanceof HttpURLConnection http)) {
            throw new IOException(uri + " is not HTTP");
        }
        int millis = Math.toIntExact(Math.max(1, limit.toMillis()));
        http.setConnectTimeout(millis);
        http.setReadTimeout(millis);
        http.setUseCaches(false);
        int status = http.getResponseCode();
        try (InputStream in = status == OK ? http.getInputStream() : http.getErrorStream()) {
            byte[] body = in == null ? new byte[0] : in.readAllBytes();
            JsonNode document = Json.mapper().readTree(body);
            if (document == null || !document.isContainerNode()) {
                throw new IOException(uri + " answered " + status + " and no document");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new IOException(uri + " answered " + status + " and no document", e);
        }
    }
}
