package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a made-up JDK and a made-up Maven, in a folder whose name has a blank. */
class LauncherTest {
    private static final Path ROOT = Path.of(System.getProperty("nats-compat.root", "..")).toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private Path clone;
    private Path tools;
    private final Map<String, String> environment = new TreeMap<>();

    /** What a start of the launcher came to. */
    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void aCloneWithSources() throws IOException {
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
                [ ! -e '%s/broken' ] || { echo '[ERROR] Main.java:[3,7] not a statement'; exit 1; }
                mkdir -p "$d/cli"; : >"$d/cli/cli.jar"; : >"$d/picocli.jar"; : >"$d/b.jar"
                echo "$d/b.jar:$d/picocli.jar" >"$d/class-path"
                """.formatted(folder, folder));
        environment.put("HOME", folder.toString());
        environment.put("PATH", tools + ":/usr/bin:/bin");
        environment.put("NATS_COMPAT_JAVA", jdk("jdk", "25.0.3").toString());
    }

    private Path source(String name) throws IOException {
        Path file = clone.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        return file;
    }

    /** A JDK whose java says what it was started with. */
    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Us\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "for a; do echo \"[$a]\"; done");
        script(home.resolve("bin/javac"), "exit 1");
        return home;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended start(Path program, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Ended launch(String... arguments) throws IOException, InterruptedException {
        return start(clone.resolve("bin/nats-compat"), arguments);
    }

    private long mavenCalls() throws IOException {
        Path calls = folder.resolve("maven-calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    @Test
    void theFirstStartBuildsOnThatJdkAndTheSecondDoesNot() throws Exception {
        Ended first = launch("list", "a b");
        assertThat(first.err()).contains("building the tool with JDK 25.0.3").hasLineCount(1);
        assertThat(first.out()).contains("[natscompat.cli.Main]\n[list]\n[a b]\n");
        assertThat(first.code()).isZero();
        assertThat(launch("list").err()).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("maven-calls"))).containsExactly(environment.get("NATS_COMPAT_JAVA"));
    }

    @Test
    void theOwnJarIsFirstAndPicocliSecond() throws Exception {
        String out = launch("list").out();
        assertThat(out).containsPattern("/lib/cli\\.jar:[^:]*/lib/picocli\\.jar:[^:]*/lib/b\\.jar\\]");
    }

    /** Classes of a signed jar cannot be archived, and are checked one by one whenever they are loaded. */
    @Test
    void aSignedLibraryIsCopiedWithoutItsSignature() throws Exception {
        Path signed = folder.resolve("signed.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(signed))) {
            for (String name : List.of("META-INF/MANIFEST.MF", "META-INF/X.SF", "META-INF/X.RSA", "a/A.class")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        String script = "home=$1 jdk=$2 part=$3; . \"$1/bin/lib/build.sh\"; without_signature \"$3/signed.jar\" \"$3/copy.jar\"";
        environment.put("PATH", "/usr/bin:/bin");
        assertThat(start(Path.of("/bin/sh"), "-c", script, "sh", clone.toString(), System.getProperty("java.home"),
                folder.toString()).code()).isZero();
        try (ZipFile copy = new ZipFile(folder.resolve("copy.jar").toFile())) {
            assertThat(copy.stream().map(ZipEntry::getName)).contains("a/A.class").noneMatch(n -> n.startsWith("META-INF/X"));
            assertThat(copy.getInputStream(copy.getEntry("a/A.class"))).hasContent("a/A.class");
        }
    }

    @Test
    void whatTalksToKubernetesRemembersItsClassesBesideTheJarsTheyAreBoundTo() throws Exception {
        assertThat(launch("start", "-n", "x").out())
                .contains("[-XX:+AutoCreateSharedArchive]\n",
                        "[-XX:SharedArchiveFile=" + currentBuild() + "/kubernetes-25.0.3.jsa]\n", "[-Dnats-compat.remember=true]\n")
                .endsWith("[natscompat.cli.Main]\n[start]\n[-n]\n[x]\n");
        assertThat(launch("list").out()).doesNotContain("kubernetes-25", "remember");
        assertThat(launch("start", "--help").out()).doesNotContain("kubernetes-25", "remember");
    }

    @Test
    void aChangedSourceIsBuiltAgain() throws Exception {
        launch("list");
        Files.writeString(clone.resolve("cli/src/main/java/Main.java"), "changed");
        Files.setLastModifiedTime(clone.resolve("cli/src/main/java/Main.java"), FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(launch("list").err()).contains("the sources changed");
        assertThat(mavenCalls()).isEqualTo(2);
    }

    @Test
    void aDeletedSourceIsBuiltAgain() throws Exception {
        Path other = source("cli/src/main/java/Other.java");
        launch("list");
        Files.delete(other);
        launch("list");
        assertThat(mavenCalls()).isEqualTo(2);
    }

    @Test
    void aSourceThatDoesNotCompileIsOurFaultAndSaysWhere() throws Exception {
        Files.writeString(folder.resolve("broken"), "");
        Ended ended = launch("list");
        assertThat(ended.code()).isEqualTo(255);
        assertThat(ended.err()).contains("tried  build the tool", "Main.java:[3,7] not a statement", "next ");
        assertThat(clone.resolve(".build/lock")).doesNotExist();
        Files.delete(folder.resolve("broken"));
        assertThat(launch("list").code()).isZero();
    }

    @Test
    void theLockOfADeadProcessIsTakenOver() throws Exception {
        Process dead = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
        dead.waitFor();
        Files.createDirectories(clone.resolve(".build/lock"));
        Files.writeString(clone.resolve(".build/lock/pid"), dead.pid() + "\n");
        Ended ended = launch("list");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).doesNotContain("waiting");
        assertThat(clone.resolve(".build/lock")).doesNotExist();
    }

    @Test
    void aRunKeepsItsJarsAndUnusedBuildsGo() throws Exception {
        launch("list");
        Path first = currentBuild();
        // This process stands for a soak that was started from the first build.
        Files.writeString(first.resolve("users").resolve(String.valueOf(ProcessHandle.current().pid())), "");
        List<Path> later = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            source("cli/src/main/java/New" + i + ".java");
            launch("list");
            later.add(currentBuild());
        }
        assertThat(first.resolve("lib/cli.jar")).exists();
        assertThat(later.get(0)).doesNotExist();
        assertThat(later.get(1)).as("the one before the newest may just be starting").exists();
        assertThat(later.get(2)).exists();
    }

    private Path currentBuild() throws IOException {
        return clone.resolve(".build").resolve(Files.readString(clone.resolve(".build/current")).strip());
    }

    @Test
    void aNamedJdkThatIsTooOldIsRefusedBeforeMavenStarts() throws Exception {
        environment.put("NATS_COMPAT_JAVA", jdk("old", "17.0.15").toString());
        Ended ended = launch("list");
        assertThat(ended.code()).isEqualTo(254);
        assertThat(ended.err()).contains("17.0.15, too old", "adoptium.net", "NATS_COMPAT_JAVA=");
        assertThat(mavenCalls()).isZero();
    }

    @Test
    void javaHomeIsPassedOverWhenItIsTooOld() throws Exception {
        Path good = jdk("good", "25");
        environment.remove("NATS_COMPAT_JAVA");
        environment.put("JAVA_HOME", jdk("old", "1.8.0_292").toString());
        Files.createSymbolicLink(tools.resolve("javac"), good.resolve("bin/javac"));
        assertThat(launch("list").code()).isZero();
        assertThat(Files.readAllLines(folder.resolve("maven-calls"))).containsExactly(good.toRealPath().toString());
    }

    @Test
    void aJavaWithoutCompilerIsNotEnough() throws Exception {
        Path jre = jdk("jre", "25.0.1");
        Files.delete(jre.resolve("bin/javac"));
        environment.put("NATS_COMPAT_JAVA", jre.toString());
        Ended ended = launch("list");
        assertThat(ended.code()).isEqualTo(254);
        assertThat(ended.err()).contains("25.0.1, has no javac");
    }

    @Test
    void missingMavenIsSaidInTheShapeOfErrors() throws Exception {
        Files.delete(tools.resolve("mvn"));
        for (String needed : List.of("find", "cmp", "mkdir", "rm", "readlink", "dirname")) {
            script(tools.resolve(needed), "exec /usr/bin/" + needed + " \"$@\"");
        }
        environment.put("PATH", tools.toString());
        Ended ended = launch("list");
        assertThat(ended.code()).isEqualTo(254);
        assertThat(ended.err()).contains("tried  find Maven", "failed ", "next   Install Maven");
    }

    @Test
    void aLinkFromElsewhereWorksAndHomeCanBeElsewhere() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("qualify"), clone.resolve("bin/qualify"));
        environment.put("NATS_COMPAT_HOME", folder.resolve("elsewhere").toString());
        Ended ended = start(link, "v1", "--seed", "7");
        assertThat(ended.out()).contains("[natscompat.cli.Main]\n[qualify]\n[v1]\n[--seed]\n[7]\n")
                .contains("[-Dnats-compat.home=" + folder.resolve("elsewhere") + "]")
                .contains("[-Dnats-compat.code=" + clone.toRealPath() + "]");
    }

    @Test
    void runsGetTheWholeJitAndShortCommandsAQuickStart() throws Exception {
        assertThat(launch("qualify").out()).contains("[-Xmx2g]").doesNotContain("TieredStopAtLevel");
        assertThat(launch("list").out()).contains("[-XX:TieredStopAtLevel=1]").doesNotContain("-Xmx");
    }

    @Test
    void teamCityGetsAProblemWhenThereIsNoJdk() throws Exception {
        environment.put("NATS_COMPAT_JAVA", folder.resolve("nowhere").toString());
        environment.put("TEAMCITY_VERSION", "2026.1");
        assertThat(launch("qualify").out()).contains("##teamcity[buildProblem identity='infrastructure:jdk'");
    }
}
