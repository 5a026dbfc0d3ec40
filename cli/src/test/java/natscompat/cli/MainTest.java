package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people get for what they type, without starting a process. */
class MainTest {
    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... arguments) {
        return run(0, environment, arguments);
    }

    private int run(int columns, Map<String, String> environment, String... arguments) {
        Shell shell = new Shell(print(out), print(err), home, home, environment,
                new Shell.Terminals(false, false, false), columns);
        return Main.run(List.of(arguments), shell);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helpNamesEveryVerbAndTheExitCodes() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out()).contains(Verb.words()).contains("254").contains("bin/qualify");
        assertThat(err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "doctor", "list mayhem", "qualify --help", "burn-in --help"})
    void nothingIsWiderThanATerminal(String words) {
        Map<String, String> environment = Map.of("HOME", home.toString(), "TMPDIR", home.toString(), "NATS_COMPAT_CACHE",
                home.resolve("a/cache/that/has/a/rather/long/name/as/caches/on/build/servers/have/them").toString());
        run(80, environment, words.split(" ", -1));
        assertThat(out().lines()).hasSizeGreaterThan(5).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void nothingTypedShowsTheHelpAndIsAnError() {
        assertThat(run(Map.of())).isEqualTo(254);
        assertThat(err()).contains("Usage:");
    }

    @ParameterizedTest
    @EnumSource
    void everyVerbHasItsOwnHelp(Verb verb) {
        assertThat(run(Map.of(), "help", verb.word())).isZero();
        assertThat(out()).contains("Usage: bin/").contains(verb.word()).contains("--help");
    }

    @Test
    void theLinkProxyIsForPlatformsAndNotForPeople() {
        Shell typed = new Shell(print(out), print(err), home, home, Map.of(), new Shell.Terminals(true, true, true), 80);
        assertThat(Main.run(List.of("link-proxy"), typed)).isEqualTo(254);
        assertThat(err()).contains("start a link proxy", "that is a terminal", "Nothing to do by hand");
        assertThat(Verb.words()).doesNotContain("link-proxy");
    }

    @Test
    void theSidecarIsForPodsAndNotForPeople() {
        assertThat(run(Map.of(), "sidecar")).isEqualTo(254);
        assertThat(err()).contains("start the sidecar", "POD_NAME is not set");
        assertThat(Verb.words()).doesNotContain("sidecar");
    }

    @Test
    void anUnknownVerbIsRefusedWithNearNamesAndTheList() {
        assertThat(run(Map.of(), "docter")).isEqualTo(254);
        assertThat(err()).contains("error (", "tried", "failed", "near: doctor", "next");
    }

    @Test
    void anUnknownOptionIsRefusedWithNearNames() {
        assertThat(run(Map.of(), "doctor", "--jsom")).isEqualTo(254);
        assertThat(err()).contains("there is no option --jsom; near: --json", "bin/nats-compat doctor --help");
    }

    @Test
    void whatIsNotAFailureIsOurOwnBug() {
        Farewell farewell = new Farewell(
                new Shell(print(out), print(err), home, home, Map.of(), new Shell.Terminals(false, false, false), 0),
                List.of("list"));
        assertThat(farewell.say(new StackOverflowError("deep"))).isEqualTo(255);
        assertThat(err()).contains("StackOverflowError: deep", "Please report");
    }

    @Test
    void machinesReadTheFailureOnStdout() {
        assertThat(run(Map.of(), "nonsense", "--json")).isEqualTo(254);
        assertThat(out()).startsWith("{").contains("\"exit\":254", "\"category\":\"INPUT\"");
    }

    @Test
    void teamCityGetsAProblemWithAnIdentity() {
        assertThat(run(Map.of("TEAMCITY_VERSION", "2026.1"), "it's")).isEqualTo(254);
        assertThat(out()).contains("##teamcity[buildProblem ", "identity='infrastructure:input'", "it|'s");
    }

    @Test
    void whoWantsNoServiceMessagesGetsNone() {
        assertThat(run(Map.of("TEAMCITY_VERSION", "2026.1"), "qualify", "v1", "--ci", "none")).isEqualTo(254);
        assertThat(out()).isEmpty();
    }

    @Test
    void jsonComesBeforeServiceMessagesInAFailureToo() {
        assertThat(run(Map.of("TEAMCITY_VERSION", "2026.1"), "qualify", "v1", "--json")).isEqualTo(254);
        assertThat(out()).startsWith("{").contains("\"category\":\"INPUT\"").doesNotContain("##teamcity");
    }

    @Test
    void completionKnowsEveryVerb() {
        assertThat(run(Map.of(), "completion")).isZero();
        assertThat(out()).contains(Verb.words());
    }
}
