package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The launcher in a clone of its own with a made-up JDK and a made-up Maven, in a folder whose name has a blank. */
final class LaunchPad {
    private static final Path ROOT = Path.of(System.getProperty("nats-compat.root", "..")).toAbsolutePath().normalize();

    private final Path folder;
    private final Path clone;
    private final Path tools;
    private final Map<String, String> environment = new TreeMap<>();

    /** What a start of the launcher came to. */
    record Ended(int code, String out, String err) {}

    LaunchPad(Path folder) throws IOException {
        this.folder = folder;
        clone = Files.createDirectories(folder.resolve("my clone"));
        tools = Files.createDirectories(folder.resolve("tools"));
        try (Stream<Path> files = Files.walk(ROOT.resolve("bin"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = clone.resolve(ROOT.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        source("pom.xml");
        source("cli/pom.xml");
        source("cli/src/main/java/Main.java");
        // Maven writes the class path and the command line's jar, and counts how often it was called.
        script(tools.resolve("mvn"), """
                echo "$JAVA_HOME" >>'%s/maven-calls'
                for a; do case $a in -Dlaunch.directory=*) d=${a#*=} ;; esac; done
                [ "$1" != -v ] || { cat '%s/maven-version'; exit; }
                [ ! -e '%s/slow' ] || sleep 3
                [ ! -e '%s/broken' ] || { cat '%s/broken'; exit 1; }
                mkdir -p "$d/cli"; : >"$d/cli/cli.jar"; : >"$d/picocli.jar"; : >"$d/b.jar"
                echo "$d/b.jar:$d/picocli.jar" >"$d/class-path"
                """.formatted(folder, folder, folder, folder, folder));
        environment.put("HOME", folder.toString());
        environment.put("PATH", tools + ":/usr/bin:/bin");
        environment.put("NATS_COMPAT_JAVA", jdk("jdk", "25.0.3").toString());
    }

    /** Where the JDKs, what a stub is told, and what was said are. */
    Path folder() {
        return folder;
    }

    Path home() {
        return clone;
    }

    /** The folder that is first on the PATH. */
    Path tools() {
        return tools;
    }

    /** What the launcher is started with. */
    Map<String, String> environment() {
        return environment;
    }

    Path source(String name) throws IOException {
        Path file = clone.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        return file;
    }

    /** A JDK whose java says what it was started with. */
    Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Us\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), """
                [ ! -e '%s/no-memory' ] || { echo 'Could not reserve enough space for object heap'; exit 1; }
                for a; do
                    case $a in -XX:+Nonsense) echo "Unrecognized VM option 'Nonsense'" >&2; exit 1 ;; esac
                    echo "[$a]"
                done
                """.formatted(folder));
        script(home.resolve("bin/javac"), "exit 1");
        return home;
    }

    static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Ended start(Path program, String... arguments) throws IOException, InterruptedException {
        Process process = begin("", program, arguments);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said("", "stdout"), said("", "stderr"));
    }

    String said(String which, String stream) throws IOException {
        return Files.readString(folder.resolve(stream + which));
    }

    /** Starts it and does not wait for it. */
    Process begin(String which, Path program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.redirectOutput(folder.resolve("stdout" + which).toFile())
                .redirectError(folder.resolve("stderr" + which).toFile())
                .start();
    }

    Ended launch(String... arguments) throws IOException, InterruptedException {
        return start(clone.resolve("bin/nats-compat"), arguments);
    }

    long mavenCalls() throws IOException {
        Path calls = folder.resolve("maven-calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    /** What Maven says before it fails. */
    void brokenWith(String said) throws IOException {
        Files.writeString(folder.resolve("broken"), said + "\n");
    }

    Path currentBuild() throws IOException {
        return clone.resolve(".build").resolve(Files.readString(clone.resolve(".build/current")).strip());
    }
}
