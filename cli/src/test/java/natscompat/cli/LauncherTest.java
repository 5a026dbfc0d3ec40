package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import natscompat.model.rundir.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher starts, on which JDK, and how it says that it cannot. */
class LauncherTest {
    @TempDir
    Path folder;

    private LaunchPad pad;

    @BeforeEach
    void aCloneWithSources() throws IOException {
        pad = new LaunchPad(folder);
    }

    @Test
    void whatTalksToKubernetesRemembersItsClassesBesideTheJarsTheyAreBoundTo() throws Exception {
        assertThat(pad.launch("start", "-n", "x").out())
                .contains("[-XX:+AutoCreateSharedArchive]\n",
                        "[-XX:SharedArchiveFile=" + pad.currentBuild() + "/kubernetes-25.0.3.jsa]\n", "[-Dnats-compat.remember=true]\n")
                .endsWith("[natscompat.cli.Main]\n[start]\n[-n]\n[x]\n");
        assertThat(pad.launch("list").out()).doesNotContain("kubernetes-25", "remember");
        assertThat(pad.launch("start", "--help").out()).doesNotContain("kubernetes-25", "remember");
    }

    @Test
    void aNamedJdkThatIsTooOldIsRefusedBeforeMavenStarts() throws Exception {
        pad.environment().put("NATS_COMPAT_JAVA", pad.jdk("old", "17.0.15").toString());
        LaunchPad.Ended ended = pad.launch("list");
        assertThat(ended.code()).isEqualTo(254);
        assertThat(unwrapped(ended)).contains("17.0.15, too old", "adoptium.net", "NATS_COMPAT_JAVA=");
        assertThat(pad.mavenCalls()).isZero();
    }

    @Test
    void javaHomeIsPassedOverWhenItIsTooOld() throws Exception {
        Path good = pad.jdk("good", "25");
        pad.environment().remove("NATS_COMPAT_JAVA");
        pad.environment().put("JAVA_HOME", pad.jdk("old", "1.8.0_292").toString());
        Files.createSymbolicLink(pad.tools().resolve("javac"), good.resolve("bin/javac"));
        assertThat(pad.launch("list").code()).isZero();
        assertThat(Files.readAllLines(pad.folder().resolve("maven-calls"))).containsExactly(good.toRealPath().toString());
    }

    /** Where a line is broken depends on how long the name of a temporary folder is. */
    private static String unwrapped(LaunchPad.Ended ended) {
        return ended.err().replaceAll("\\s+", " ");
    }

    @Test
    void aJavaWithoutCompilerIsNotEnough() throws Exception {
        Path jre = pad.jdk("jre", "25.0.1");
        Files.delete(jre.resolve("bin/javac"));
        pad.environment().put("NATS_COMPAT_JAVA", jre.toString());
        LaunchPad.Ended ended = pad.launch("list");
        assertThat(ended.code()).isEqualTo(254);
        assertThat(unwrapped(ended)).contains("25.0.1, has no javac");
    }

    @Test
    void missingMavenIsSaidInTheShapeOfErrors() throws Exception {
        Files.delete(pad.tools().resolve("mvn"));
        for (String needed : List.of("find", "cmp", "mkdir", "rm", "readlink", "dirname")) {
            LaunchPad.script(pad.tools().resolve(needed), "exec /usr/bin/" + needed + " \"$@\"");
        }
        pad.environment().put("PATH", pad.tools().toString());
        LaunchPad.Ended ended = pad.launch("list");
        assertThat(ended.code()).isEqualTo(254);
        assertThat(ended.err()).contains("tried  find Maven", "failed ", "next   Install Maven");
    }

    @Test
    void aLinkFromElsewhereWorksAndHomeCanBeElsewhere() throws Exception {
        Path link = Files.createSymbolicLink(pad.folder().resolve("qualify"), pad.home().resolve("bin/qualify"));
        pad.environment().put("NATS_COMPAT_HOME", pad.folder().resolve("elsewhere").toString());
        LaunchPad.Ended ended = pad.start(link, "v1", "--seed", "7");
        assertThat(ended.out()).contains("[natscompat.cli.Main]\n[qualify]\n[v1]\n[--seed]\n[7]\n")
                .contains("[-Dnats-compat.home=" + pad.folder().resolve("elsewhere") + "]")
                .contains("[-Dnats-compat.code=" + pad.home().toRealPath() + "]");
    }

    @Test
    void runsGetTheWholeJitAndShortCommandsAQuickStart() throws Exception {
        assertThat(pad.launch("qualify").out()).contains("[-Xmx2g]").doesNotContain("TieredStopAtLevel");
        assertThat(pad.launch("list").out()).contains("[-XX:TieredStopAtLevel=1]").doesNotContain("-Xmx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qualify", "list"})
    void optionsThatNoJvmTakesAreNoBrokenCell(String verb) throws Exception {
        pad.environment().put("NATS_COMPAT_JAVA_OPTS", "-XX:+Nonsense -Dsecret=s3cret");
        LaunchPad.Ended ended = pad.launch(verb);
        assertThat(ended.code()).isEqualTo(254);
        assertThat(ended.err()).contains("tried  start ");
        assertThat(unwrapped(ended)).contains("Unrecognized VM option 'Nonsense'", "NATS_COMPAT_JAVA_OPTS");
        assertThat(ended.out() + ended.err()).doesNotContain("s3cret");
    }

    /** Exit code 2 would say that the run was interrupted. */
    @Test
    void aBuildThatCannotBeMarkedAsUsedIsUsedAllTheSame() throws Exception {
        pad.launch("list");
        Path users = pad.currentBuild().resolve("users");
        Files.delete(users);
        Files.createFile(users);
        LaunchPad.Ended ended = pad.launch("qualify");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("[natscompat.cli.Main]\n[qualify]\n");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aRunThatHasNoMemoryForItsJvmIsNoBrokenCell() throws Exception {
        Files.createFile(pad.folder().resolve("no-memory"));
        LaunchPad.Ended ended = pad.launch("qualify", "v1", "v2");
        assertThat(ended.code()).isEqualTo(254);
        assertThat(unwrapped(ended)).contains("Could not reserve enough space for object heap", "JAVA_TOOL_OPTIONS");
    }

    @Test
    void teamCityGetsAProblemWhenThereIsNoJdk() throws Exception {
        pad.environment().put("NATS_COMPAT_JAVA", pad.folder().resolve("nowhere").toString());
        pad.environment().put("TEAMCITY_VERSION", "2026.1");
        assertThat(pad.launch("qualify").out()).contains("##teamcity[buildProblem identity='infrastructure:jdk'");
    }

    @Test
    void teamCityIsToldWhatCouldNotBeDoneAndWhy() throws Exception {
        pad.environment().put("NATS_COMPAT_JAVA", pad.folder().resolve("no[w]here|it's").toString());
        assertThat(pad.launch("qualify", "--ci", "teamcity").out())
                .contains("description='could not find a JDK 25 or newer with javac: NATS_COMPAT_JAVA names something else:|n")
                .contains("no|[w|]here||it|'s (from NATS_COMPAT_JAVA): no JDK there']\n")
                .hasLineCount(1);
    }

    @Test
    void jsonComesBeforeServiceMessages() throws Exception {
        pad.environment().put("NATS_COMPAT_JAVA", pad.folder().resolve("no\\\"where").toString());
        pad.environment().put("TEAMCITY_VERSION", "2026.1");
        JsonNode told = Json.mapper().readTree(pad.launch("qualify", "--json").out());
        assertThat(told.at("/exit").asInt()).isEqualTo(254);
        assertThat(told.at("/failure/category").asText()).isEqualTo("ENVIRONMENT");
        assertThat(told.at("/failure/why").asText()).contains("something else:\n", "no\\\"where");
    }

    @Test
    void whoWantsNoServiceMessagesGetsNone() throws Exception {
        pad.environment().put("NATS_COMPAT_JAVA", pad.folder().resolve("nowhere").toString());
        pad.environment().put("TEAMCITY_VERSION", "2026.1");
        assertThat(pad.launch("qualify", "--ci", "none").out()).isEmpty();
    }
}
