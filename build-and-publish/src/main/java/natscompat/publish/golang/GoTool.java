package natscompat.publish.golang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.publish.process.Command;

/**
 * The Go tool of this machine. It never downloads another Go ({@code GOTOOLCHAIN=local}). Immutable.
 *
 * @param program its path
 * @param version what it is
 * @param versionText as it says so itself, e.g. {@code go1.26.8}
 * @param settings those of its settings that change what it builds, and where its caches are
 */
public record GoTool(Path program, GoVersion version, String versionText, Map<String, String> settings) {
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration NETWORK = Duration.ofMinutes(5);
    /** Where Go looks for modules and keeps what it found. */
    private static final List<String> LOOKUPS = List.of(
            "GOMODCACHE", "GOCACHE", "GOPROXY", "GOSUMDB", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE", "GOVCS",
            "GOAUTH");
    /** These change the machine code, so they belong into the key of a cached build. */
    private static final List<String> SHAPING = List.of("GOAMD64", "GOARM64", "GOEXPERIMENT", "GOFIPS140");

    /** Copies what it is given. */
    public GoTool {
        settings = Map.copyOf(settings);
    }

    /** The program that would be used: {@code NATS_COMPAT_GO}, else the first on the path. */
    public static Optional<Path> program(Map<String, String> environment) {
        String own = environment.get("NATS_COMPAT_GO");
        if (own != null && !own.isEmpty()) {
            return Optional.of(Path.of(own)).filter(Files::isExecutable);
        }
        for (String folder : environment.getOrDefault("PATH", "").split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "go"))) {
                return Optional.of(Path.of(folder, "go"));
            }
        }
        return Optional.empty();
    }

    /**
     * Finds it and asks what it is.
     *
     * @throws natscompat.model.failure.FailureException ENVIRONMENT when there is none or it does not work
     */
    public static GoTool find(Map<String, String> environment) {
        String tried = "find the Go tool";
        Path program = program(environment)
                .orElseThrow(() -> Failure.environment(
                        tried,
                        environment.containsKey("NATS_COMPAT_GO")
                                ? "NATS_COMPAT_GO names no program: " + environment.get("NATS_COMPAT_GO")
                                : "there is no go on the PATH",
                        "Install Go (go.dev/dl), put it on the PATH or name it in NATS_COMPAT_GO;"
                                + " or name binaries that are there already as file:PATH."));
        List<String> asking = new ArrayList<>(List.of(program.toString(), "env", "-json"));
        asking.add("GOVERSION");
        asking.addAll(LOOKUPS);
        asking.addAll(SHAPING);
        try {
            Command.Ended answer =
                    new Command(asking, Path.of("/"), Map.of("GOTOOLCHAIN", "local"), SHORT).run();
            if (answer.exit() != 0) {
                String said = answer.err().isBlank() ? "" : " and said: " + answer.err().strip();
                throw Failure.environment(tried, program + " env ended with " + answer.exit() + said, "Repair Go.");
            }
            Map<String, String> settings = new HashMap<>();
            Json.mapper().readTree(answer.out()).properties().forEach(p -> settings.put(
                    p.getKey(), p.getValue().asText()));
            String text = settings.getOrDefault("GOVERSION", "");
            GoVersion version = GoVersion.parse(text)
                    .orElseThrow(() -> Failure.environment(
                            tried, program + " calls itself " + text, "Use a released Go, 1.19 or later."));
            return new GoTool(program, version, text, settings);
        } catch (IOException e) {
            throw Failure.environment(tried, String.valueOf(e.getMessage()), "Repair Go.").causedBy(e);
        }
    }

    /** Settings that change the machine code, by name. */
    public Map<String, String> shaping() {
        return those(SHAPING);
    }

    /** Where it looks for modules, by name, for calls that do not read the user's settings. */
    Map<String, String> lookups() {
        return those(LOOKUPS);
    }

    private Map<String, String> those(List<String> names) {
        Map<String, String> found = new TreeMap<>();
        for (String name : names) {
            String value = settings.getOrDefault(name, "");
            if (!value.isEmpty()) {
                found.put(name, value);
            }
        }
        return found;
    }

    /** A short question, which may use the network (at most five minutes). Runs outside of any module. */
    public Command.Ended ask(Path anywhere, String... arguments) throws IOException {
        return new Command(with(List.of(arguments)), anywhere, neutral(), NETWORK).run();
    }

    List<String> with(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(program.toString()));
        all.addAll(arguments);
        return all;
    }

    /** What each call gets, so that a user's flags and work spaces do not change what is built. */
    Map<String, String> neutral() {
        return Map.of(
                "GOTOOLCHAIN", "local", "GO111MODULE", "on", "GOWORK", "off", "GOFLAGS", "-buildvcs=false",
                "CGO_ENABLED", "0");
    }
}
