package natscompat.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A git repository whose main branch compiles in no time and says that it is a server, and whose branch broken does not. */
final class TinyRepository {
    private TinyRepository() {}

    static Path in(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("server"));
        Files.writeString(folder.resolve("server/const.go"), "package server\n\nconst VERSION = \"2.14.5\"\n");
        Files.writeString(folder.resolve("go.mod"), "module example.org/tiny\n\ngo 1.19\n");
        Files.writeString(folder.resolve("main.go"),
                "package main\n\nimport \"os\"\n\nfunc main() { os.Stdout.WriteString(\"nats-server: v2.14.5\\n\") }\n");
        git(folder, "init", "-q", "-b", "main");
        commit(folder);
        git(folder, "checkout", "-q", "-b", "broken");
        Files.writeString(folder.resolve("broken.go"), "package main\n\nfunc broken() int { return nonsense }\n");
        commit(folder);
        git(folder, "checkout", "-q", "main");
        return folder;
    }

    private static void commit(Path folder) throws IOException, InterruptedException {
        git(folder, "add", "-A");
        git(folder, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "one");
    }

    /** Runs git, which must end well; what it said. */
    static String git(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", line) + ": " + said);
        }
        return said.strip();
    }
}
