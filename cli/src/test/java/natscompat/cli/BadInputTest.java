package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import natscompat.qualification.kubernetes.Attachment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input is refused before any release is looked for, with one error and 254, and nothing is left. */
class BadInputTest {
    @TempDir
    Path home;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String line) {
        return run(List.of(line.strip().split(" +", -1)));
    }

    private int run(List<String> arguments) {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of("HOME", home.toString(), "NATS_COMPAT_CACHE", home + "/cache", "PATH", "");
        return Main.run(arguments, new Shell(nowhere, new PrintStream(err, true, StandardCharsets.UTF_8), home, home,
                environment, new Shell.Terminals(false, false, false), 0));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "qualify v1 v2 --mayhem random-hard-kil | near: random-hard-kill",
        "qualify v1 v2 --mayhem none+kill-al | near: kill-all",
        "qualify v1 v2 --walk upgrad | near: upgrade",
        "qualify v1 v2 --workloads kv-cass | near: kv-cas",
        "qualify v1 v2 --profile smoked | near: smoke",
        "qualify v1 v2 --fail-on olt | near: old",
        "qualify v1 v2 --canary nonsense | Choose from:",
        "qualify v1 v2 --budget soon | that is no duration",
        "qualify v1 v2 --max-artifact much | that is no size",
        "qualify v1 v2 --servers 4 | it can only be one of [3, 5]",
        "qualify v1 v2 --replicas 5 | each replica needs a server of its own",
        "qualify v1 v2 --seed x | 'x' is not a long",
        "qualify v1 v2 --storage tape | 'tape'",
        "qualify v1 v2 --stop gently | Choose from: sigterm, lame-duck",
        "qualify v1 v2 --order leader-frist | near: leader-first",
        "plan v1 v2 --order by-name | Choose from: highest-first, leader-first",
        "qualify --plan p.json --order leader-first | with --order",
        "burn-in v1 --order leader-first | there is no option --order",
        "qualify v1 v2 --ci jenkins | Choose from: teamcity, none",
        "qualify v1 v2 --module-fallback maybe | Choose from: yes, no",
        "qualify v1 v2 --sed 4 | there is no option --sed; near: --seed",
        "qualify v1 | it takes at least two",
        "qualify | it takes at least two",
        "qualify --from nowhere.txt | there is no such file",
        "qualify --plan nowhere.json | nowhere.json",
        "qualify --plan p.json --budget 4m --walks upgrade | with --budget, --walk",
        "plan --plan p.json --seed 4 | a stored plan has decided that already",
        "plan v1 v2 --walk nonsense | Choose from: upgrade",
        "burn-in v1 --mayhem nonsense | Choose from: none",
        "burn-in v1 --canary purge-key --workload durable-pull-consumer | none of durable-pull-consumer can show it",
        "burn-in v1 --duration 0s | that is no duration",
        "burn-in v1 --keep | there is no terminal that could end it",
        "generate | missing required option",
        "generate -n one | nothing was published from here yet",
        "list nonsense | Choose from: workloads",
        "start | missing required option: '--namespace=NAME'",
        "start -n qualify | bin/generate -n qualify",
        "start -n qualify --limit soon | that is no duration",
        "delete-all -n qualify --context nonsense | the kubeconfig has none of that name",
        "qualfy v1 v2 | near: qualify",
    })
    void isRefusedInWordsThatHelp(String line, String words) throws IOException {
        assertThat(run(line)).isEqualTo(254);
        assertThat(said()).contains("tried", "failed", "next", words);
        assertThat(home.resolve("runs")).doesNotExist();
        assertThat(home.resolve("cache")).doesNotExist();
    }

    @Test
    void aRunFolderThatExistsIsNotTouched() throws IOException {
        Path out = Files.createDirectory(home.resolve("mine"));
        assertThat(run(List.of("qualify", "v1", "v2", "--out", out.toString()))).isEqualTo(254);
        assertThat(said()).contains("it exists already");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void aRunFolderThatIsToComeHomeYetIsNamedWithTheWayHome() throws IOException {
        Path out = Files.createDirectory(home.resolve("mine"));
        new Attachment("r1", "ns", Optional.empty(), Set.of(), Optional.empty()).write(out);
        assertThat(run(List.of("qualify", "v1", "v2", "--out", out.toString()))).isEqualTo(254);
        assertThat(said()).contains("it exists already", "attach r1 --out");
    }

    @Test
    void withoutGoOneErrorSaysWhatToInstall() {
        assertThat(run(List.of("plan", "v2.12.15", "v2.14.5"))).isEqualTo(254);
        assertThat(said()).contains("Go").contains("next");
    }

    @Test
    void aConfigurationFileWithAnUnknownKeyIsRefused() throws IOException {
        Path file = home.resolve(".config/nats-compat/config.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "rep = ../nats-server\n");
        assertThat(run("plan v2.12.15 v2.14.5")).isEqualTo(254);
        assertThat(said()).contains("nothing is known about the key rep; near: repo");
    }
}
