package natscompat.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import natscompat.checker.verdict.FailOn;
import natscompat.cli.Catalogs;
import natscompat.cli.Shell;
import natscompat.cli.Wiring;
import natscompat.cli.options.QualifyOptions.Sources;
import natscompat.model.plan.Plan;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.time.Waiting;
import natscompat.planner.PlanRequest;
import natscompat.planner.Planner;
import natscompat.qualification.QualificationSpec;
import natscompat.qualification.ReleaseSupply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in the foreground whose budget is over before its first cell: no server is started. */
class ExecutionTest {
    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Builds come while the run folder is there already, and put a folder where junit.xml has to be. */
    private final class Obstructing implements ReleaseSupply {
        @Override
        public ResolvedRelease resolve(String asTyped) {
            return new ResolvedRelease(asTyped, ServerVersion.of(asTyped), ReleaseSource.MODULE, asTyped, "made up");
        }

        @Override
        public BuiltRelease build(ResolvedRelease release, Consumer<String> progress) {
            Path run = home.resolve("run");
            Waiting.reached("the run folder", Duration.ofSeconds(20), Duration.ofMillis(5),
                    () -> Files.isDirectory(run.resolve("cells")));
            try {
                Files.createDirectories(run.resolve("junit.xml/obstacle"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new BuiltRelease(release, run.resolve("nats-server"), "0".repeat(64), 1, "module", "", Duration.ZERO, true);
        }
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static Plan planned(List<ResolvedRelease> releases) {
        Plan plan = new Planner(Catalogs.joined()).plan(PlanRequest.of(releases, 7).withProfile("smoke"));
        return new Plan(plan.schema(), plan.seed(), plan.profile(), plan.releases(), Duration.ofMillis(1), plan.cells(),
                plan.notPlanned(), plan.forecast());
    }

    @Test
    void resultsForMachinesThatCannotBeWrittenAreToldAfterTheMatrixAndChangeNoExitCode() {
        Shell shell = new Shell(print(out), print(err), home, home,
                Map.of("HOME", home.toString(), "NATS_COMPAT_CACHE", home + "/cache", "PATH", ""),
                new Shell.Terminals(false, false, false), 0);
        QualificationSpec spec = new QualificationSpec("run", home.resolve("run"), List.of(), "bin/qualify", "test", 7,
                List.of("v2.12.15", "v2.14.5"), new Obstructing(), ExecutionTest::planned, Catalogs.joined(), 1,
                FailOn.standard(), Set.of(), false, Optional.empty(), false, false, 1);
        int exit = Execution.run(spec, new Display(shell, false, false), Optional.empty(),
                Wiring.releases(new Sources(Optional.empty(), true), shell, notice -> {}));
        assertThat(exit).as("not attempted").isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("exit 2: ", "run folder: ");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error (environment)", "junit.xml");
        assertThat(home.resolve("run/matrix.json")).content().contains("\"exit\" : 2");
    }
}
