package natscompat.publish.golang;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import natscompat.publish.process.Command;

/**
 * Builds nats-server with the Go tool: CGO off, trimmed paths, no VCS stamp (in a linked worktree there is none anyway),
 * the commit injected by linker flag, DWARF dropped as the official builds do. Stateless but for its fields.
 *
 * @param go the tool
 * @param target what the binary is for
 * @param commit what the server shall report as its commit
 */
public record GoBuild(GoTool go, Target target, String commit) {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final String BINARY = "nats-server";

    /** The flags, in order; they belong into the key of a cached build. */
    public List<String> flags() {
        return flags(commit);
    }

    /** The flags that a build with this commit gets. */
    public static List<String> flags(String commit) {
        return List.of("-trimpath", "-buildvcs=false", "-ldflags=-w -X " + GoModule.PATH + "/server.gitCommit=" + commit);
    }

    /**
     * Where a build works.
     *
     * @param out the folder that gets the binary
     * @param log the file that gets all that the tool says
     * @param scratch a folder for the tool's temporary files
     */
    public record Place(Path out, Path log, Path scratch) {}

    /**
     * Builds the sources in a folder.
     *
     * @return the exit code of the tool; 0 means that {@link #binary} is there
     */
    public int sources(Path folder, Place place) throws IOException {
        Map<String, String> environment = environment(place);
        return run(Stream.of("-o", place.out().resolve(BINARY).toString(), "."), "build", folder, environment, place);
    }

    /**
     * Builds a version of the module. It is installed into a GOPATH of its own, because Go "cannot install
     * cross-compiled binaries when GOBIN is set"; the user's settings go with it, since GOENV is off.
     *
     * @return the exit code of the tool; 0 means that {@link #binary} is there
     */
    public int module(String version, Place place) throws IOException {
        Path goPath = place.scratch().resolve("gopath");
        Map<String, String> environment = environment(place);
        environment.putAll(go.lookups());
        environment.putAll(Map.of("GOENV", "off", "GOBIN", "", "GOPATH", goPath.toString()));
        int exit = run(Stream.of(GoModule.PATH + "@" + version), "install", place.scratch(), environment, place);
        if (exit == 0) {
            Path bin = goPath.resolve("bin");
            Path other = bin.resolve(target.os() + "_" + target.arch());
            Files.copy((Files.isDirectory(other) ? other : bin).resolve(BINARY), binary(place));
        }
        return exit;
    }

    /** The binary of a build that went well. */
    public static Path binary(Place place) {
        return place.out().resolve(BINARY);
    }

    private int run(Stream<String> last, String verb, Path folder, Map<String, String> environment, Place place)
            throws IOException {
        List<String> arguments = Stream.of(Stream.of(verb), flags().stream(), last).flatMap(s -> s).toList();
        List<String> line = go.with(arguments);
        Files.writeString(
                place.log(),
                "# " + go.versionText() + " for " + target + ": " + String.join(" ", line) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return new Command(line, folder, environment, LIMIT).runInto(place.log());
    }

    private Map<String, String> environment(Place place) throws IOException {
        Files.createDirectories(place.scratch());
        Map<String, String> environment = new HashMap<>(go.neutral());
        environment.put("GOOS", target.os());
        environment.put("GOARCH", target.arch());
        environment.put("GOTMPDIR", place.scratch().toString());
        return environment;
    }
}
