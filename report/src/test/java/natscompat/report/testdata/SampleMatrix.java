package natscompat.report.testdata;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.catalog.Standing;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Proof;
import natscompat.model.verdict.Verdict;
import natscompat.model.verdict.Witness;
import natscompat.report.VerdictWords;

/** A matrix in which every cell passes until a test says otherwise. Mutable while it is put together. */
public final class SampleMatrix {
    private final Plan plan;
    private final Map<Integer, Verdict> verdicts = new HashMap<>();
    private final Map<Integer, List<Finding>> findings = new HashMap<>();
    private final Map<Integer, Map<String, Verdict>> own = new HashMap<>();
    private final Map<Integer, String> unproven = new HashMap<>();
    private final Set<Integer> excused = new HashSet<>();
    private final Set<Integer> missing = new HashSet<>();
    private final List<String> notAttempted = new ArrayList<>();
    private int exit;
    private String exitWhy = "every planned cell passed";

    /** All cells of this plan. */
    public SampleMatrix(Plan plan) {
        this.plan = plan;
    }

    /** One cell comes to that. */
    public SampleMatrix verdict(int cell, Verdict verdict, Finding... found) {
        verdicts.put(cell, verdict);
        findings.put(cell, List.of(found));
        return this;
    }

    /** One cell comes to that; its promises by themselves to those. */
    public SampleMatrix verdict(int cell, Verdict verdict, Map<String, Verdict> promises, Finding... found) {
        own.put(cell, promises);
        return verdict(cell, verdict, found);
    }

    /** One cell is excused by name. */
    public SampleMatrix excused(int cell) {
        excused.add(cell);
        return this;
    }

    /** The run of a cell that is shown lacks something. */
    public SampleMatrix unproven(int cell, String what) {
        unproven.put(cell, what);
        return this;
    }

    /** One cell has no verdict. */
    public SampleMatrix missing(int cell) {
        missing.add(cell);
        return this;
    }

    /** What was not attempted, in words. */
    public SampleMatrix notAttempted(String what) {
        notAttempted.add(what);
        return this;
    }

    /** How the run ends. */
    public SampleMatrix exit(int code, String why) {
        exit = code;
        exitWhy = why;
        return this;
    }

    /** The matrix so far. */
    public Matrix build() {
        List<Matrix.Row> rows = plan.cells().stream()
                .filter(c -> !missing.contains(c.number()))
                .map(c -> new Matrix.Row(c.number(), c.pair(), c.role(), c.walk(), c.mayhem(), c.workloads(), result(c),
                        "cells/" + c.folderName(),
                        "bin/qualify v2.12.15 v2.14.5 --profile standard --seed 4711 --cell " + c.number(),
                        excused.contains(c.number())))
                .toList();
        return new Matrix(Matrix.SCHEMA, "20261120-081500-4711", missing.isEmpty(), exit, exitWhy, 4711,
                Instant.parse("2026-11-20T08:15:00Z"), Duration.ofSeconds(163), rows, notAttempted);
    }

    /** The result of one cell. */
    public CellResult result(Cell cell) {
        Verdict verdict = verdicts.getOrDefault(cell.number(), new Verdict.Pass("12 promises kept"));
        List<Finding> found = findings.getOrDefault(cell.number(), List.of());
        return new CellResult(cell.number(), "sha256:0f0e", verdict,
                own.getOrDefault(cell.number(), promises(verdict, found)), unproven.getOrDefault(cell.number(), ""), found,
                proof(cell), verdict instanceof Verdict.Pass ? "" : verdict.why(), Duration.ofSeconds(52), 40, 1);
    }

    /** Where nothing else is said, every promised finding is what the verdict rests on. */
    private static Map<String, Verdict> promises(Verdict verdict, List<Finding> found) {
        Map<String, Verdict> promises = new TreeMap<>();
        boolean broken = switch (VerdictWords.of(verdict).kind()) {
            case RED -> true;
            case OPEN -> verdict instanceof Verdict.Suspect;
            case GREEN, CRASHED, SKIPPED -> false;
        };
        found.stream().filter(f -> broken && f.promised()).forEach(f -> promises.put(f.promise(), verdict));
        return promises;
    }

    /** A confirmed loss. */
    public static Finding lost() {
        return new Finding("acked-message-kept", "acked-message-kept", PromiseKind.SAFETY, "durable-pull-consumer", true,
                Standing.KEPT, 3, "3 acknowledged messages of stream pull-4 are stored by no replica", new Witness(
                        12_412_000_000L, 8123, "c04-pull-1", "n2", "v2.14.5", 1,
                        "sequence 812 was acknowledged, and every leader reads 811, then 813"));
    }

    /** Something that came too late. */
    public static Finding late() {
        return new Finding("available-after-healing", "available-after-healing", PromiseKind.LIVENESS, "kv-cas", false,
                Standing.KEPT, 1, "no update of kv-cas succeeded for 61 s after the last fault was healed", new Witness(
                        40_000_000_000L, 0, "", "n0", "v2.12.15", 1, "the last ok update was at 38.900 s"));
    }

    /** The same finding where something may be unavailable. */
    public static Finding unavailable(Finding finding) {
        return standing(finding, Standing.MAY_BE_UNAVAILABLE);
    }

    /** The same finding where nothing is promised. */
    public static Finding unpromised(Finding finding) {
        return standing(finding, Standing.MAY_BE_LOST);
    }

    private static Finding standing(Finding finding, Standing standing) {
        return new Finding(finding.check(), finding.promise(), finding.kind(), finding.workload(), finding.confirmed(),
                standing, finding.count(), finding.summary(), finding.witness());
    }

    private static Proof proof(Cell cell) {
        Map<String, Long> directions = new TreeMap<>();
        if (cell.role() == CellRole.SUBJECT) {
            String from = cell.pair().from();
            String to = cell.pair().to();
            directions.put(from + " -> " + from, 500L);
            directions.put(from + " -> " + to, 112L + cell.number());
            directions.put(to + " -> " + from, 340L);
            directions.put(to + " -> " + to, 410L);
        }
        int faults = cell.mayhem().equals("none") ? 0 : 4;
        return new Proof(Map.of(), Map.of(), directions, Map.of("ok", 3490L, "info", 10L), Map.of(), faults, faults,
                List.of());
    }
}
