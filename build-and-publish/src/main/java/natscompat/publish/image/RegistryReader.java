package natscompat.publish.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.publish.cache.Sha256;

/**
 * Reads what a registry has, by the OCI distribution protocol: a second opinion on what an engine says that it pushed.
 * Thread-safe.
 *
 * @param name of the images
 * @param login who we are, if anybody
 * @param insecure whether it speaks plain http
 */
public record RegistryReader(ImageName name, Optional<Login> login, boolean insecure) {
    private static final String TYPES = String.join(
            ", ",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");

    /**
     * A manifest as the registry serves it.
     *
     * @param digest of its bytes, computed here
     * @param said what the registry says that its digest is, or the same
     * @param text what is in it, JSON
     */
    public record Manifest(String digest, String said, String text) {}

    /**
     * The manifest of a tag or digest, if there is one.
     *
     * @throws natscompat.model.failure.FailureException ENVIRONMENT when the registry cannot be reached or refuses
     */
    public Optional<Manifest> manifest(String reference) {
        return get("manifests/" + reference, TYPES).map(answer -> {
            String digest = "sha256:" + Sha256.of(answer.text());
            return new Manifest(digest, answer.digest().isEmpty() ? digest : answer.digest(), answer.text());
        });
    }

    /** The manifest of one platform, where a tag may stand for a list of them. */
    public Optional<Manifest> manifest(String reference, String os, String arch) {
        Optional<Manifest> found = manifest(reference);
        JsonNode list = found.map(m -> parse(m.text())).orElseGet(() -> parse("{}"));
        if (!list.has("manifests")) {
            return found;
        }
        for (JsonNode one : list.path("manifests")) {
            JsonNode platform = one.path("platform");
            if (platform.path("os").asText().equals(os) && platform.path("architecture").asText().equals(arch)) {
                return manifest(one.path("digest").asText());
            }
        }
        return Optional.empty();
    }

    /** The configuration that a manifest names. */
    public Optional<JsonNode> configuration(Manifest manifest) {
        String digest = parse(manifest.text()).path("config").path("digest").asText("");
        return digest.isEmpty() ? Optional.empty() : get("blobs/" + digest, "*/*").map(answer -> parse(answer.text()));
    }

    private Optional<RegistryHttp.Answer> get(String what, String accept) {
        String tried = "read " + what + " of " + name.text();
        URI uri = URI.create(
                (insecure ? "http://" : "https://") + name.registry() + "/v2/" + name.repository() + "/" + what);
        try {
            RegistryHttp.Answer answer = new RegistryHttp(login).get(uri, accept);
            return switch (answer.status()) {
                case 200 -> Optional.of(answer);
                case 404 -> Optional.empty();
                case 401, 403 ->
                    throw PushTrouble.denied(
                            tried + " as " + login.map(Login::toString).orElse("nobody"),
                            name.registry(),
                            answer.status() + " access denied");
                default ->
                    throw Failure.environment(
                            tried, "the registry answered " + answer.status(), "Look at the registry's log.");
            };
        } catch (IOException e) {
            throw PushTrouble.unreachable(tried, name.registry(), e);
        }
    }

    private JsonNode parse(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw Failure.environment(
                            "read what " + name.registry() + " answered", "it is no JSON: " + e.getMessage(), "Is it a registry?")
                    .causedBy(e);
        }
    }
}
