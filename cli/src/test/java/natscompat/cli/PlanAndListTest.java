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
import java.util.stream.Stream;
import natscompat.model.catalog.Listed;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedRelease;
import natscompat.model.rundir.Json;
import natscompat.planner.Profiles;
import natscompat.planner.walk.Walks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code plan}, {@code --dry-run} and {@code list}: they print, and touch nothing. */
class PlanAndListTest {
    private static final int WIDE = 160;

    @TempDir
    Path home;

    private String old = "";
    private String next = "";

    @BeforeEach
    void twoReleases() throws IOException {
        old = StubRelease.file(home.resolve("releases"), "v2.12.15");
        next = StubRelease.file(home.resolve("releases"), "v2.14.5");
    }

    /** What is printed by a command that goes well; nothing but the releases and files of ours is there afterwards. */
    private String printed(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment =
                Map.of("HOME", home.toString(), "NATS_COMPAT_CACHE", home + "/cache", "TMPDIR", home + "/tmp", "PATH", "");
        int exit = Main.run(List.of(words), new Shell(print(out), print(err), home, home, environment,
                new Shell.Terminals(false, false, false), WIDE));
        assertThat(exit).as("%s", err).isZero();
        assertThat(List.of(home.resolve("runs"), home.resolve("cache"), home.resolve("tmp")))
                .allSatisfy(folder -> assertThat(folder).doesNotExist());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    @Test
    void a_plan_is_printed_with_its_cells_and_what_it_costs() {
        String plan = printed("plan", old, next, "--profile", "smoke", "--seed", "7");
        assertThat(plan).contains("profile smoke, seed 7", "6 cells, 6 side by side: about ", "; budget ");
        assertThat(plan.lines().filter(line -> line.matches("\\s*[1-6]\\s+upgrade\\s.*"))).hasSize(6);
        assertThat(printed("plan", old, next, "--profile", "smoke", "--seed", "7", "--full")).as("its steps")
                .contains("profile smoke, seed 7").hasSizeGreaterThan(3 * plan.length());
    }

    @Test
    void a_dry_run_prints_the_plan_that_would_be_run() {
        assertThat(printed("qualify", old, next, "--profile", "smoke", "--seed", "7", "--dry-run"))
                .isEqualTo(printed("plan", old, next, "--profile", "smoke", "--seed", "7"));
    }

    @Test
    void a_plan_that_was_stored_is_the_one_that_is_run() throws IOException {
        String json = printed("plan", old, next, "--profile", "smoke", "--seed", "7", "--servers", "5", "--json");
        Path file = Files.writeString(home.resolve("plan.json"), json);
        Plan plan = Json.read(file, Plan.class);
        assertThat(plan.seed()).isEqualTo(7);
        assertThat(plan.releases()).extracting(PlannedRelease::name).containsExactly(old, next);
        assertThat(plan.cells()).hasSize(6).allMatch(cell -> cell.dimensions().servers() == 5);

        assertThat(printed("qualify", "--plan", file.toString(), "--dry-run", "--json")).isEqualTo(json);
        assertThat(printed("qualify", "--plan", file.toString(), "--dry-run"))
                .isEqualTo(printed("plan", old, next, "--profile", "smoke", "--seed", "7", "--servers", "5"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void a_stored_plan_runs_as_many_side_by_side_as_are_typed(int typed) throws IOException {
        String[] made = {"plan", old, next, "--profile", "smoke", "--seed", "7", "--budget", "1h"};
        Path file = Files.writeString(
                home.resolve("plan.json"), printed(with(made, "--parallel", "2", "--json")));
        String anew = printed(with(made, "--parallel", String.valueOf(typed)));
        assertThat(anew).contains(typed + " side by side");

        assertThat(printed("qualify", "--plan", file.toString(), "--parallel", String.valueOf(typed), "--dry-run"))
                .isEqualTo(anew);
        assertThat(printed("qualify", "--plan", file.toString(), "--platform", "kubernetes", "--dry-run"))
                .contains("2 side by side");
        assertThat(printed("qualify", "--plan", file.toString(), "--platform", "kubernetes", "--workers",
                String.valueOf(typed), "--dry-run")).isEqualTo(anew);
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"workloads", "walks", "checks", "profiles"})
    void a_list_has_a_line_of_explanation_for_each(String kind) {
        String list = printed("list", kind);
        assertThat(all(kind)).isNotEmpty().allSatisfy(entry -> assertThat(list.lines())
                .anyMatch(line -> line.matches(entry.name() + "\\s+\\S.*")));
        assertThat(list.replaceAll("\\s+", " ")).contains(all(kind).stream().map(Listed::line).toList());
        assertThat(Stream.of("workloads", "walks", "checks", "profiles").filter(other -> printed("list", other).equals(list)))
                .containsExactly(kind);
    }

    private static List<? extends Listed> all(String kind) {
        return switch (kind) {
            case "workloads" -> Catalogs.joined().workloads();
            case "walks" -> Walks.all();
            case "checks" -> Catalogs.joined().checks();
            default -> Profiles.all();
        };
    }
}
