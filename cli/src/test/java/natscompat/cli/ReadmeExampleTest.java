package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natscompat.checker.CellEvidence;
import natscompat.checker.Judge;
import natscompat.checker.Judgement;
import natscompat.checker.verdict.Attribution;
import natscompat.checker.verdict.ExitCode;
import natscompat.checker.verdict.FailOn;
import natscompat.checker.verdict.Rounds;
import natscompat.cli.options.Again;
import natscompat.model.catalog.Catalog;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.release.BuiltRelease;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.RunFolder;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Matrix;
import natscompat.planner.PlanRequest;
import natscompat.planner.Planner;
import natscompat.qualification.QualificationSpec;
import natscompat.qualification.ReleaseSupply;
import natscompat.report.matrix.MatrixText;
import natscompat.report.text.Style;
import org.junit.jupiter.api.Test;

/**
 * The picture of a matrix on the first page is what the code prints: of the plan of the standard profile, with a recorded
 * cell out of which three acknowledged messages were taken as one of its cells, three times red and never in a control.
 */
class ReadmeExampleTest {
    private static final Path ROOT = Path.of(System.getProperty("nats-compat.root", ".."));
    private static final String LEFT_OUT = "...";
    private static final String RUN = "20261121-081500-4711";
    private static final long SEED = 4711;
    /** As in a terminal of 80 columns, which the page is made for, beside its own indentation. */
    private static final int WIDTH = 76;
    private static final int INDENT = 4;

    private static CellEvidence recorded() throws IOException {
        CellFolder folder = new CellFolder(ROOT.resolve("checker/src/test/resources/recorded-cell"));
        CellEvidence evidence = CellEvidence.load(folder);
        return new CellEvidence(evidence.cell(), evidence.operations(), evidence.events(), new RunFolder(folder.path()).releases());
    }

    /** Without three messages that were acknowledged through the new server of the first mix, from 20 to 38 s. */
    private static CellEvidence lossy(CellEvidence whole) {
        List<Operation> lost = whole.operations().stream()
                .filter(op -> op.kind() == OperationKind.PUBLISH && op.ok() && op.server().endsWith("-2"))
                .filter(op -> Duration.ofNanos(op.completed()).toSeconds() > 25)
                .limit(3)
                .toList();
        Set<Long> gone = lost.stream().map(Operation::sequence).collect(Collectors.toSet());
        String stream = lost.getFirst().asset();
        List<Operation> left = whole.operations().stream()
                .filter(op -> !(op.kind() == OperationKind.FINAL_READ && op.asset().equals(stream) && gone.contains(op.sequence())))
                .map(op -> op.kind() == OperationKind.FINAL_READ && op.asset().equals(stream) && op.sequence() == 0
                        ? counting(op, op.count() - gone.size())
                        : op)
                .toList();
        return new CellEvidence(whole.cell(), left, whole.events(), whole.releases());
    }

    private static Operation counting(Operation o, long count) {
        return new Operation(o.id(), o.workload(), o.client(), o.server(), o.kind(), o.asset(), o.key(), o.value(),
                o.sequence(), o.expected(), count, o.leader(), o.note(), o.invoked(), o.completed(), o.outcome(),
                o.attempts(), o.error());
    }

    private static Matrix.Row row(Cell cell, Rounds rounds, String again) {
        Judgement shown = rounds.mix().get(Attribution.shown(rounds));
        CellResult result = new CellResult(cell.number(), "key", Attribution.verdict(rounds), Attribution.promises(rounds),
                Attribution.unproven(shown), Attribution.findings(rounds, shown), shown.proof(),
                Attribution.evidence(rounds), Duration.ofSeconds(52), 0, rounds.mix().size());
        return new Matrix.Row(cell.number(), cell.pair(), cell.role(), cell.walk(), cell.mayhem(), cell.workloads(), result,
                "cells/" + cell.folderName(), again, false);
    }

    private static String printed() throws IOException {
        CellEvidence whole = recorded();
        Judge judge = new Judge(new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()));
        List<Judgement> red = Collections.nCopies(3, judge.judge(lossy(whole)));
        List<Judgement> green = Collections.nCopies(3, judge.judge(whole));
        Plan plan = new Planner(Catalogs.joined()).plan(
                PlanRequest.of(whole.releases().stream().map(BuiltRelease::release).toList(), SEED));
        QualificationSpec spec = spec(plan);
        Cell subject = plan.cells().stream()
                .filter(cell -> cell.walk().equals("upgrade") && cell.mayhem().equals("random-hard-kill"))
                .findFirst()
                .orElseThrow();
        List<Matrix.Row> rows = plan.cells().stream()
                .map(cell -> row(cell, cell.equals(subject)
                        ? new Rounds(cell, red, green, green, green.subList(0, 1), true)
                        : new Rounds(cell, green.subList(0, 1), List.of(), List.of(), List.of(), true),
                        spec.again(plan, cell.number())))
                .toList();
        ExitCode exit = ExitCode.of(rows, List.of(), FailOn.standard());
        Matrix matrix = new Matrix(Matrix.SCHEMA, RUN, true, exit.code(), exit.why(), SEED, Instant.EPOCH,
                Duration.ofSeconds(231), rows, List.of());
        return MatrixText.render(matrix, plan, Path.of("runs", RUN), WIDTH, Style.plain());
    }

    private static QualificationSpec spec(Plan plan) {
        Path here = Path.of("");
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Shell shell = new Shell(nowhere, nowhere, here, here, Map.of(), new Shell.Terminals(false, false, false), 0);
        String again = Again.command(shell.command("qualify"), List.of("v2.12.15", "v2.14.5"), SEED);
        return new QualificationSpec(RUN, here, List.of(), again, "test", SEED, List.of(), ReleaseSupply.given(List.of()),
                resolved -> plan, Catalogs.joined(), 1, FailOn.standard(), Set.of(), true, Optional.empty(), false, false, 1);
    }

    /** The first block of the page, without its indentation. */
    private static List<String> example() throws IOException {
        return Files.readAllLines(ROOT.resolve("README.md")).stream()
                .dropWhile(line -> !line.startsWith("    v2.12.15 -> v2.14.5: "))
                .takeWhile(line -> line.isEmpty() || line.startsWith(" ".repeat(INDENT)))
                .map(line -> line.isEmpty() ? line : line.substring(INDENT))
                .toList();
    }

    @Test
    void isWhatTheCodePrints() throws IOException {
        String printed = printed();
        List<String> all = printed.lines().toList();
        List<String> example = example();
        assertThat(example).as("the block is found; what is printed:%n%s", printed).hasSizeGreaterThan(20)
                .anyMatch(line -> line.strip().equals(LEFT_OUT));
        int at = 0;
        boolean leftOut = false;
        for (String line : trimmed(example)) {
            if (line.strip().equals(LEFT_OUT)) {
                leftOut = true;
                continue;
            }
            int found = all.subList(at, all.size()).indexOf(line);
            assertThat(found).as("\"%s\" is the next line of what is printed (... stands for lines left out):%n%s", line, printed)
                    .isGreaterThanOrEqualTo(0)
                    .isLessThanOrEqualTo(leftOut ? all.size() : 0);
            at += found + 1;
            leftOut = false;
        }
        assertThat(at).as("up to its end:%n%s", printed).isEqualTo(all.size());
    }

    /** The page goes on after an empty line. */
    private static List<String> trimmed(List<String> lines) {
        return lines.reversed().stream()
                .dropWhile(String::isEmpty)
                .collect(Collectors.collectingAndThen(Collectors.toList(), List::reversed));
    }

    @Test
    void saysWhatItCannotOnlyLookLike() throws IOException {
        assertThat(Stream.of(printed().split("\n", -1))).as("three of three, and the store is excluded")
                .anyMatch(line -> line.contains("3/3 mix, 0/3 old, 0/3 new, cold swap"));
    }
}
