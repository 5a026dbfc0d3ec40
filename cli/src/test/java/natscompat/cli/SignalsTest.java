package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natscompat.deployer.local.LiveStores;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.rundir.CellFolder;
import natscompat.model.time.Waiting;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import natscompat.testing.TestReleases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real runs that are told to end: what they knew is written, and nothing is left. */
@Tag("real")
@Timeout(180)
class SignalsTest {
    /** Who sends SIGTERM sends SIGKILL after that. */
    private static final Duration AFTER_SIGTERM = Duration.ofSeconds(20);

    @TempDir
    Path home;

    private Tool burnIn(String release, String mayhem) throws IOException {
        return Tool.start(home, Map.of(), "burn-in", release, "--workload", "kv-cas", "--mayhem", mayhem,
                "--duration", "120s", "--seed", "1");
    }

    private static String good() {
        return "file:" + TestReleases.built("v2.14.5").binary();
    }

    private void wroteThatItWasInterrupted(Tool tool, String by) throws Exception {
        assertThat(tool.exit()).as(tool.said()).isEqualTo(2);
        Matrix matrix = tool.run().matrix();
        assertThat(matrix.complete()).isFalse();
        assertThat(matrix.exit()).isEqualTo(2);
        assertThat(matrix.rows()).singleElement().extracting(row -> row.result().verdict())
                .isInstanceOf(Verdict.Unknown.class).asString().contains("interrupted: " + by);
        assertThat(tool.run().file("junit.xml")).content().contains("interrupted: " + by).endsWith("</testsuites>\n");
        for (CellFolder cell : tool.run().cells()) {
            assertThat(holds(cell.path(), file -> file.endsWith("store"))).isFalse();
        }
        assertThat(home.resolve("tmp")).isEmptyDirectory();
        assertThat(LiveStores.leftovers()).as("stores in memory").noneMatch(tool::owns);
    }

    private static boolean holds(Path folder, Predicate<Path> which) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(which);
        }
    }

    @Test
    void sigterm_of_a_run_under_load_and_faults_writes_what_there_is_and_ends_it_all() throws Exception {
        try (Tool tool = burnIn(good(), "random-hard-kill")) {
            tool.awaitSaid("cell 1 in 3 x");
            assertThat(tool.servers()).hasSize(3);
            tool.signal("TERM");
            assertThat(tool.gone(AFTER_SIGTERM)).as(tool.said()).isTrue();
            wroteThatItWasInterrupted(tool, "SIGTERM");
            assertThat(tool.run().matrix().rows().getFirst().result().proof().operations()).containsKey("ok");
        }
    }

    /** timeout(1) sends SIGTERM twice, a terminal that closes hangs up twice. */
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP"})
    void what_is_told_twice_spoils_nothing(String signal) throws Exception {
        try (Tool tool = burnIn(good(), "none")) {
            tool.awaitSaid("cell 1 in 3 x");
            tool.signal(signal);
            tool.signal(signal);
            assertThat(tool.gone(AFTER_SIGTERM)).as(tool.said()).isTrue();
            wroteThatItWasInterrupted(tool, "SIG" + signal);
        }
    }

    /** As build agents do; servers that answer nobody would otherwise take their time. */
    @Test
    void a_sigterm_after_ctrl_c_hastens_the_end_and_everything_is_written() throws Exception {
        try (Tool tool = burnIn(good(), "none")) {
            tool.awaitSaid("cell 1 in 3 x");
            for (long server : tool.servers()) {
                Tool.send("STOP", server);
            }
            tool.signal("INT");
            tool.awaitSaid("Ctrl-C again quits");
            tool.signal("TERM");
            assertThat(tool.gone(AFTER_SIGTERM)).as(tool.said()).isTrue();
            wroteThatItWasInterrupted(tool, "Ctrl-C");
        }
    }

    @Test
    void sigterm_with_servers_that_answer_nobody_takes_no_longer() throws Exception {
        try (Tool tool = burnIn(good(), "none")) {
            tool.awaitSaid("cell 1 in 3 x");
            for (long server : tool.servers()) {
                Tool.send("STOP", server);
            }
            tool.signal("TERM");
            assertThat(tool.gone(AFTER_SIGTERM)).as(tool.said()).isTrue();
            wroteThatItWasInterrupted(tool, "SIGTERM");
        }
    }

    /** It says its version and takes any configuration, but what is started then never answers. */
    @Test
    void sigterm_while_a_cluster_does_not_come_up_takes_no_longer() throws Exception {
        Path mute = Files.writeString(home.resolve("mute"), """
                #!/bin/sh
                case " $* " in *" --version "*) echo "nats-server: v2.14.5"; exit ;; *" -t "*) exit 0 ;; esac
                exec sleep 600
                """);
        Files.setPosixFilePermissions(mute, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Tool tool = burnIn("file:" + mute, "none")) {
            tool.awaitSaid("cell 1 in starting");
            tool.signal("TERM");
            assertThat(tool.gone(AFTER_SIGTERM)).as(tool.said()).isTrue();
            wroteThatItWasInterrupted(tool, "SIGTERM");
        }
    }

    @Test
    void sigterm_during_the_builds_ends_the_compilers_and_leaves_every_cell_out() throws Exception {
        Map<String, String> nothingCompiledYet = Map.of("GOCACHE", home.resolve("go-cache").toString());
        try (Tool tool = Tool.start(home, nothingCompiledYet, "qualify", "v2.12.15", "v2.14.5", "--profile", "smoke")) {
            tool.awaitSaid("plan:");
            tool.awaitSaid("compiling with");
            tool.signal("TERM");
            assertThat(tool.gone(AFTER_SIGTERM)).as(tool.said()).isTrue();
            assertThat(tool.exit()).as(tool.said()).isEqualTo(2);
            Matrix matrix = tool.run().matrix();
            assertThat(matrix.complete()).isFalse();
            assertThat(matrix.rows()).isNotEmpty().allMatch(row -> row.result().verdict() instanceof Verdict.Skipped);
            assertThat(matrix.rows().getFirst().result().verdict().why()).isEqualTo("SIGTERM");
            assertThat(tool.run().file("junit.xml")).exists();
            assertThat(home.resolve("tmp")).isEmptyDirectory();
            assertThat(home.resolve("cache/parts")).isEmptyDirectory();
        }
    }

    /** What a terminal does at Ctrl-C, and timeout(1) at its end: everybody in the process group hears it. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void a_signal_to_the_whole_group_during_the_builds_is_no_compile_error(String signal) throws Exception {
        Map<String, String> nothingCompiledYet = Map.of("GOCACHE", home.resolve("go-cache").toString());
        try (Tool tool = Tool.startInItsGroup(
                home, nothingCompiledYet, "qualify", "v2.12.15", "v2.14.5", "--profile", "smoke")) {
            tool.awaitSaid("plan:");
            tool.awaitSaid("compiling with");
            tool.signalGroup(signal);
            assertThat(tool.gone(AFTER_SIGTERM)).as(tool.said()).isTrue();
            assertThat(tool.exit()).as(tool.said()).isEqualTo(2);
            assertThat(tool.run().matrix().rows()).isNotEmpty()
                    .allMatch(row -> row.result().verdict() instanceof Verdict.Skipped);
            assertThat(home.resolve("tmp")).isEmptyDirectory();
            assertThat(home.resolve("cache/parts")).isEmptyDirectory();
        }
    }

    @Test
    void after_a_sigkill_cleanup_removes_the_stores_and_leaves_the_evidence() throws Exception {
        Map<String, String> onDisk = Map.of(LiveStores.VARIABLE, "run");
        try (Tool tool = Tool.start(home, onDisk, "burn-in", good(), "--workload", "kv-cas", "--duration", "120s")) {
            tool.awaitSaid("cell 1 in 3 x");
            tool.signal("KILL");
            assertThat(tool.gone(Duration.ofSeconds(5))).isTrue();
            Path cell = tool.run().cells().getFirst().path();
            Predicate<Path> stored = path -> path.endsWith("store/jetstream");
            assertThat(holds(cell, stored)).isTrue();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(cleanup(out)).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("removed: stores of 3 servers in " + tool.run().path());
            assertThat(holds(cell, stored)).isFalse();
            assertThat(holds(cell, path -> path.endsWith("history-0.jsonl"))).isTrue();
            assertThat(home.resolve("cache/runs")).isEmptyDirectory();
        }
    }

    private int cleanup(ByteArrayOutputStream out) {
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of(
                "HOME", home.toString(), "NATS_COMPAT_CACHE", home + "/cache", "TMPDIR", home + "/tmp");
        return Main.run(List.of("cleanup"), new Shell(printed, printed, home, home, environment,
                new Shell.Terminals(false, false, false), 0));
    }

    @Test
    void ctrl_c_once_judges_what_there_is() throws Exception {
        try (Tool tool = burnIn(good(), "none")) {
            tool.awaitSaid("cell 1 in 3 x");
            tool.signal("INT");
            assertThat(tool.gone(Duration.ofSeconds(30))).as(tool.said()).isTrue();
            wroteThatItWasInterrupted(tool, "Ctrl-C");
        }
    }

    /** Open for 9 s and more, so that it is Ctrl-C that ends it, which a terminal sends to the whole process group. */
    @ParameterizedTest
    @ValueSource(strings = {"long-pause", "leader-alone"})
    void ctrl_c_while_a_fault_is_open_heals_it_before_the_end(String mayhem) throws Exception {
        try (Tool tool = Tool.startInItsGroup(
                home, Map.of(), "burn-in", good(), "--mayhem", mayhem, "--workload", "kv-cas", "--duration", "120s")) {
            tool.awaitSaid("cell 1 in 3 x");
            assertThat(Waiting.reached("an open fault", Duration.ofSeconds(60), Duration.ofMillis(50),
                    () -> faults(tool).values().stream().anyMatch(states -> states.getLast() == FaultState.OBSERVED)))
                    .as("%s %s", faults(tool), tool.said()).isTrue();
            List<Long> stopped = tool.servers().stream().filter(server -> Tool.state(server) == 'T').toList();
            assertThat(stopped).hasSize(mayhem.equals("long-pause") ? 1 : 0);
            tool.signalGroup("INT");
            assertThat(stopped).allMatch(SignalsTest::runsOn);
            assertThat(tool.gone(Duration.ofSeconds(60))).as(tool.said()).isTrue();
            wroteThatItWasInterrupted(tool, "Ctrl-C");
            assertThat(faults(tool).values()).filteredOn(states -> states.contains(FaultState.OBSERVED)).isNotEmpty()
                    .allSatisfy(states -> assertThat(states).endsWith(FaultState.OBSERVED, FaultState.HEALED));
        }
    }

    /** Before it goes: servers that are stopped do not hear that they are to end. */
    private static boolean runsOn(long server) {
        return Waiting.reached("a stopped server to run on", Duration.ofSeconds(20), Duration.ofMillis(1),
                () -> "SRD".indexOf(Tool.state(server)) >= 0);
    }

    /** How far each fault came, by its id. */
    private static Map<String, List<FaultState>> faults(Tool tool) {
        try {
            return tool.run().cells().getFirst().events().stream()
                    .filter(Event.Fault.class::isInstance)
                    .map(Event.Fault.class::cast)
                    .collect(Collectors.groupingBy(
                            Event.Fault::id, Collectors.mapping(Event.Fault::state, Collectors.toList())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ctrl_c_twice_quits_at_once_and_the_servers_go_too() throws Exception {
        try (Tool tool = burnIn(good(), "none")) {
            tool.awaitSaid("cell 1 in 3 x");
            List<Long> servers = tool.servers();
            tool.signal("INT");
            tool.awaitSaid("Ctrl-C again quits");
            Waiting.pause("people to press it again", Duration.ofMillis(400));
            tool.signal("INT");
            assertThat(tool.gone(Duration.ofSeconds(4))).as("%s; %s", servers, tool.said()).isTrue();
            assertThat(tool.exit()).isEqualTo(2);
        }
    }
}
