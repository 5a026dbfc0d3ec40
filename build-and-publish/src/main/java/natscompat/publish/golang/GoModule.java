package natscompat.publish.golang;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.publish.process.Command;

/**
 * One version of the Go module of nats-server.
 *
 * @param version e.g. {@code v2.14.5}, or a pseudo-version
 * @param commit the full commit, where its origin record has one
 * @param wanted the Go that it asks for, if known
 * @param time when the commit was made
 * @param source where its sources are, if they are on this machine already
 */
public record GoModule(
        String version,
        Optional<String> commit,
        Optional<GoVersion> wanted,
        Optional<Instant> time,
        Optional<Path> source) {
    /** The module path of nats-server 2. */
    public static final String PATH = "github.com/nats-io/nats-server/v2";

    private static final Pattern OFFLINE = Pattern.compile(
            "no such host|dial tcp|connection refused|i/o timeout|TLS handshake|network is unreachable|GOPROXY=off"
                    + "|proxyconnect",
            Pattern.CASE_INSENSITIVE);

    /** What Go says of a version that is not there; whatever else it says is trouble with asking. */
    private static final Pattern ABSENT = Pattern.compile(
            "unknown revision|\\b404\\b|\\b410\\b|: not found|no matching versions|disallowed version|malformed");

    /**
     * Asks the Go tool; needs no network when that version is in the module cache.
     *
     * @param query a version, or a branch or commit that the module proxy knows
     * @return empty when there is no such version
     * @throws natscompat.model.failure.FailureException ENVIRONMENT when nobody could be asked
     */
    public static Optional<GoModule> find(GoTool go, String query, Path anywhere) {
        String tried = "look up " + PATH + "@" + query;
        try {
            Command.Ended answer = go.ask(anywhere, "list", "-m", "-json", PATH + "@" + query);
            if (answer.exit() == 0) {
                return Optional.of(read(Json.mapper().readTree(answer.out())));
            }
            refuseOffline(tried, answer.err());
            if (!ABSENT.matcher(answer.err()).find()) {
                throw Failure.environment(tried, "Go says: " + answer.err().strip(), "See to what Go says, then run it again.");
            }
            return Optional.empty();
        } catch (IOException e) {
            throw Failure.environment(tried, String.valueOf(e.getMessage()), "Check Go with: go version").causedBy(e);
        }
    }

    /** All released versions that the proxy lists; empty when it cannot be asked. */
    public static List<String> versions(GoTool go, Path anywhere) {
        try {
            Command.Ended answer = go.ask(anywhere, "list", "-m", "-versions", "-json", PATH);
            List<String> versions = new ArrayList<>();
            if (answer.exit() == 0) {
                Json.mapper().readTree(answer.out()).path("Versions").forEach(v -> versions.add(v.asText()));
            }
            return List.copyOf(versions);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** This version with its sources on this machine: fetched if need be. */
    public GoModule fetched(GoTool go, Path anywhere) {
        if (source.isPresent()) {
            return this;
        }
        String tried = "fetch " + PATH + "@" + version;
        try {
            Command.Ended answer = go.ask(anywhere, "mod", "download", "-json", PATH + "@" + version);
            if (answer.exit() != 0) {
                refuseOffline(tried, answer.out() + answer.err());
                throw Failure.build(tried, answer.out() + answer.err(), "Try: go mod download " + PATH + "@" + version);
            }
            return read(Json.mapper().readTree(answer.out()));
        } catch (IOException e) {
            throw Failure.environment(tried, String.valueOf(e.getMessage()), "Check Go with: go version").causedBy(e);
        }
    }

    /** The text of a file of the module, if its sources are here. */
    public Optional<String> text(String path) throws IOException {
        Optional<Path> file = source.map(folder -> folder.resolve(path)).filter(Files::isRegularFile);
        return file.isPresent() ? Optional.of(Files.readString(file.get())) : Optional.empty();
    }

    private static GoModule read(JsonNode json) {
        JsonNode origin = json.path("Origin");
        Optional<String> commit = Optional.of(origin.path("Hash").asText(""))
                .filter(hash -> !hash.isEmpty() && origin.path("VCS").asText("").equals("git"));
        return new GoModule(
                json.path("Version").asText(),
                commit,
                GoVersion.parse(json.path("GoVersion").asText("")),
                Optional.of(json.path("Time").asText("")).filter(time -> !time.isEmpty()).map(Instant::parse),
                Optional.of(json.path("Dir").asText("")).filter(dir -> !dir.isEmpty()).map(Path::of));
    }

    private static void refuseOffline(String tried, String said) {
        if (OFFLINE.matcher(said).find()) {
            throw Failure.environment(
                    tried,
                    "the Go module proxy cannot be reached: " + said.strip(),
                    "Check GOPROXY and the network, name a clone with --repo, or a binary as file:PATH.");
        }
    }
}
