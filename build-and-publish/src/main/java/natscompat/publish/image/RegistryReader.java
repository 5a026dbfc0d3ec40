package natscompat.publish.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.publish.cache.Sha256;

/**
 * Reads what a registry has, by the OCI distribution protocol: a second opinion on what an engine says that it pushed.
 * Thread-safe. Close it.
 */
public final class RegistryReader implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String TYPES = String.join(
            ", ",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");
    private static final Pattern CHALLENGE = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private final ImageName name;
    private final Optional<Login> login;
    private final boolean insecure;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();

    /** Reads images of that name; {@code insecure} means by plain http. */
    public RegistryReader(ImageName name, Optional<Login> login, boolean insecure) {
        this.name = name;
        this.login = login;
        this.insecure = insecure;
    }

    /**
     * A manifest as the registry serves it.
     *
     * @param digest of its bytes, computed here
     * @param said what the registry says that its digest is, or the same
     * @param json what is in it
     */
    public record Manifest(String digest, String said, JsonNode json) {}

    /** The manifest of a tag or digest, if there is one. */
    public Optional<Manifest> manifest(String reference) {
        Optional<HttpResponse<byte[]>> found = get("manifests/" + reference, TYPES);
        return found.map(answer -> {
            String digest = "sha256:" + Sha256.of(answer.body());
            String said = answer.headers().firstValue("Docker-Content-Digest").orElse(digest);
            return new Manifest(digest, said, parse(answer.body()));
        });
    }

    /** The manifest of one platform, where a tag may stand for a list of them. */
    public Optional<Manifest> manifest(String reference, String os, String arch) {
        Optional<Manifest> found = manifest(reference);
        if (found.isEmpty() || !found.get().json().has("manifests")) {
            return found;
        }
        for (JsonNode one : found.get().json().path("manifests")) {
            JsonNode platform = one.path("platform");
            if (platform.path("os").asText().equals(os) && platform.path("architecture").asText().equals(arch)) {
                return manifest(one.path("digest").asText());
            }
        }
        return Optional.empty();
    }

    /** The configuration that a manifest names. */
    public Optional<JsonNode> configuration(Manifest manifest) {
        String digest = manifest.json().path("config").path("digest").asText("");
        return digest.isEmpty() ? Optional.empty() : get("blobs/" + digest, "*/*").map(answer -> parse(answer.body()));
    }

    @Override
    public void close() {
        client.close();
    }

    private Optional<HttpResponse<byte[]>> get(String what, String accept) {
        String tried = "read " + what + " of " + name.text();
        URI uri = URI.create((insecure ? "http://" : "https://") + name.registry() + "/v2/" + name.repository() + "/" + what);
        try {
            HttpResponse<byte[]> answer = send(uri, accept, Optional.empty());
            if (answer.statusCode() == 401) {
                answer = send(uri, accept, authorization(answer));
            }
            if (answer.statusCode() / 100 == 3) {
                // Blobs often live elsewhere, where our credentials are nobody's business.
                URI elsewhere = uri.resolve(answer.headers().firstValue("Location").orElse(""));
                answer = send(elsewhere, accept, Optional.empty());
            }
            return switch (answer.statusCode()) {
                case 200 -> Optional.of(answer);
                case 404 -> Optional.empty();
                case 401, 403 ->
                    throw PushTrouble.denied(tried + " as " + who(), name.registry(), answer.statusCode() + " access denied");
                default ->
                    throw Failure.environment(
                            tried, "the registry answered " + answer.statusCode(), "Look at the registry's log.");
            };
        } catch (IOException e) {
            throw PushTrouble.unreachable(tried, name.registry(), e);
        }
    }

    private String who() {
        return login.map(Login::toString).orElse("nobody");
    }

    private HttpResponse<byte[]> send(URI uri, String accept, Optional<String> authorization) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(LIMIT).header("Accept", accept);
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Answers a challenge: our name and password, or a token that they buy. */
    private Optional<String> authorization(HttpResponse<byte[]> challenge) throws IOException {
        String text = challenge.headers().firstValue("WWW-Authenticate").orElse("");
        Optional<String> basic = login.map(l -> "Basic "
                + Base64.getEncoder().encodeToString((l.user() + ":" + l.secret()).getBytes(StandardCharsets.UTF_8)));
        if (!text.regionMatches(true, 0, "Bearer", 0, "Bearer".length())) {
            return basic;
        }
        String realm = "";
        StringBuilder query = new StringBuilder();
        Matcher m = CHALLENGE.matcher(text);
        while (m.find()) {
            if (m.group(1).equals("realm")) {
                realm = m.group(2);
            } else {
                query.append(query.isEmpty() ? "?" : "&").append(m.group(1)).append('=').append(m.group(2));
            }
        }
        JsonNode token = parse(send(URI.create(realm + query), "*/*", basic).body());
        return Optional.of("Bearer " + token.path("token").asText(token.path("access_token").asText()));
    }

    private JsonNode parse(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            throw Failure.environment(
                            "read what " + name.registry() + " answered", "it is no JSON: " + e.getMessage(), "Is it a registry?")
                    .causedBy(e);
        }
    }
}
