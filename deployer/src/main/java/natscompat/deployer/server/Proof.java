package natscompat.deployer.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Waiting;

/**
 * Proves that what answers at a server's address is the process that was started, and runs the release that was asked
 * for: name and owner tag against left-overs of other runs, version from varz, SHA-256 of the binary that the process
 * really runs.
 *
 * @param server what NATS is to call it
 * @param tag that stands in its configuration and in no other
 * @param release that was asked for
 * @param witness of this life
 */
public record Proof(String server, String tag, BuiltRelease release, Witness witness) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(15);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** What it showed. */
    public record Shown(String version, String commit, String sha256, String serverId) {}

    /**
     * Waits for the first answer.
     *
     * @throws FailureException when it is something else, or ends, or says nothing for a minute
     */
    public Shown await() {
        String tried = "start " + server + " on " + release.name();
        JsonNode varz;
        try {
            varz = Waiting.until("the first answer of " + server, LIMIT, POLL, this::look);
        } catch (Waiting.TimedOut e) {
            throw Failure.deploy(tried, "no answer within a minute; last saw: " + e.lastSeen(), "See its log in the run folder.").causedBy(e);
        }
        String sha256 = digest(tried);
        List<String> wrong = new ArrayList<>();
        differs(wrong, "name", server, varz.path("server_name").asText(""));
        differs(wrong, "tags", List.of(tag).toString(), tags(varz).toString());
        differs(wrong, "version", release.version().toString(), varz.path("version").asText(""));
        if (!release.sha256().isEmpty()) {
            // Of an image that somebody else has built nothing is known but its own digest, which the platform proves.
            differs(wrong, "SHA-256 of the binary", release.sha256(), sha256);
        }
        if (!wrong.isEmpty()) {
            throw Failure.deploy(tried, "what answers at " + witness.address() + " is something else: "
                    + String.join("; ", wrong), "Another run may own that address (`nats-compat cleanup`), or the binary "
                    + release.binary() + " was replaced.");
        }
        return new Shown(varz.path("version").asText(""), varz.path("git_commit").asText(""), sha256,
                varz.path("server_id").asText(""));
    }

    private Waiting.Look<JsonNode> look() {
        if (!witness.alive()) {
            throw Failure.deploy("start " + server, "its process ended", "See its log in the run folder.");
        }
        try {
            return Waiting.Look.there(witness.varz(ANSWER));
        } catch (IOException e) {
            return Waiting.Look.notYet(String.valueOf(e.getMessage()));
        }
    }

    private String digest(String tried) {
        try {
            return witness.sha256();
        } catch (IOException e) {
            throw Failure.deploy(tried, "its binary cannot be read: " + e.getMessage(), "It may have ended: see its log.")
                    .causedBy(e);
        }
    }

    private static List<String> tags(JsonNode varz) {
        List<String> tags = new ArrayList<>();
        varz.path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    private static void differs(List<String> wrong, String what, String expected, String seen) {
        if (!expected.equals(seen)) {
            wrong.add(what + " is " + seen + " instead of " + expected);
        }
    }
}
