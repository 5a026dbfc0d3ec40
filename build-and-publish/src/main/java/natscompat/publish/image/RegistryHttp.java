package natscompat.publish.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import natscompat.model.rundir.Json;

/**
 * GET, with an answer to a registry's challenge. The old client of the JDK on purpose: the new one loads 800 classes,
 * a quarter of the time that it takes to find that there is nothing to do. Thread-safe.
 *
 * @param login who we are, if anybody
 */
record RegistryHttp(Optional<Login> login) {
    private static final int LIMIT_MS = 30_000;
    private static final int UNAUTHORIZED = 401;
    private static final int REDIRECTION = 3;
    private static final Pattern CHALLENGE = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /**
     * An answer.
     *
     * @param status as in HTTP
     * @param digest what the registry says that the digest of the body is, or empty
     * @param challenge what it wants to know of us, or empty
     * @param location where it sends us, or empty
     * @param text the body
     */
    record Answer(int status, String digest, String challenge, String location, String text) {}

    Answer get(URI uri, String accept) throws IOException {
        Answer answer = send(uri, accept, Optional.empty());
        if (answer.status() == UNAUTHORIZED) {
            answer = send(uri, accept, authorization(answer.challenge()));
        }
        // Blobs often live elsewhere, where our credentials are nobody's business.
        return answer.status() / 100 == REDIRECTION
                ? send(uri.resolve(answer.location()), accept, Optional.empty())
                : answer;
    }

    private static Answer send(URI uri, String accept, Optional<String> authorization) throws IOException {
        return send(uri, accept, authorization, "");
    }

    /** POST where there is a form to send, else GET. */
    private static Answer send(URI uri, String accept, Optional<String> authorization, String form) throws IOException {
        if (!(uri.toURL().openConnection() instanceof HttpURLConnection http)) {
            throw new IOException("not reached by http: " + uri);
        }
        http.setConnectTimeout(LIMIT_MS);
        http.setReadTimeout(LIMIT_MS);
        http.setInstanceFollowRedirects(false);
        http.setRequestProperty("Accept", accept);
        authorization.ifPresent(value -> http.setRequestProperty("Authorization", value));
        if (!form.isEmpty()) {
            http.setRequestMethod("POST");
            http.setDoOutput(true);
            try (OutputStream out = http.getOutputStream()) {
                out.write(form.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = http.getResponseCode();
        return new Answer(
                status,
                header(http, "Docker-Content-Digest"),
                header(http, "WWW-Authenticate"),
                header(http, "Location"),
                body(http, status));
    }

    private static String header(HttpURLConnection http, String name) {
        return Optional.ofNullable(http.getHeaderField(name)).orElse("");
    }

    private static String body(HttpURLConnection http, int status) throws IOException {
        try (InputStream in = status < 400 ? http.getInputStream() : http.getErrorStream()) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Our name and password, or a token that they buy. */
    private Optional<String> authorization(String challenge) throws IOException {
        Optional<String> basic = login.filter(l -> !l.isToken()).map(l -> "Basic "
                + Base64.getEncoder().encodeToString((l.user() + ":" + l.secret()).getBytes(StandardCharsets.UTF_8)));
        if (!challenge.regionMatches(true, 0, "Bearer", 0, "Bearer".length())) {
            return basic;
        }
        String realm = "";
        Map<String, String> query = new LinkedHashMap<>();
        Matcher m = CHALLENGE.matcher(challenge);
        while (m.find()) {
            if (m.group(1).equals("realm")) {
                realm = m.group(2);
            } else {
                query.put(m.group(1), m.group(2));
            }
        }
        JsonNode token = Json.mapper().readTree(bought(realm, query, basic).text());
        return Optional.of("Bearer " + token.path("token").asText(token.path("access_token").asText()));
    }

    /** A password goes with a GET; an identity token is exchanged by OAuth's POST, as docker does. */
    private Answer bought(String realm, Map<String, String> query, Optional<String> basic) throws IOException {
        Optional<Login> token = login.filter(Login::isToken);
        if (token.isEmpty()) {
            String first = realm.contains("?") ? "&" : "?";
            return send(URI.create(query.isEmpty() ? realm : realm + first + encoded(query)), "*/*", basic);
        }
        query.put("grant_type", "refresh_token");
        query.put("client_id", "nats-compat");
        query.put("refresh_token", token.get().secret());
        return send(URI.create(realm), "*/*", Optional.empty(), encoded(query));
    }

    private static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
