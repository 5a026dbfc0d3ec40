package natscompat.model.rundir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.catalog.Role;
import natscompat.model.catalog.Standing;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Failure;
import natscompat.model.history.Attempt;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.Mix;
import natscompat.model.plan.NotPlanned;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.PlannedRelease;
import natscompat.model.plan.ReleasePair;
import natscompat.model.plan.RollOrder;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Proof;
import natscompat.model.verdict.Verdict;
import natscompat.model.verdict.Witness;

/** One of everything that a run folder holds, each field with a value of its own. */
final class Samples {
    static final Mix MIX = new Mix(List.of("v2.12.15", "v2.12.15", "v2.14.5"));

    static final List<Step> STEPS = List.of(
            new Step.StartCluster(1, MIX),
            new Step.StartWorkloads(2, List.of("kv-cas")),
            new Step.BeginPhase(3, 1, "2 x v2.12.15 + 1 x v2.14.5", MIX, true, 20),
            new Step.Lead(4, List.of(0, 1), "onto v2.12.15"),
            new Step.LeadMeta(5, 2),
            new Step.Dwell(6, Duration.ofMillis(4400), List.of(new PlannedFault("6.1", "random-hard-kill", "kill",
                    Role.STREAM_LEADER, List.of(0), Duration.ofMillis(10), Duration.ofMillis(20), true, -7))),
            new Step.Roll(7, 2, "v2.14.5", StopStyle.LAME_DUCK, true),
            new Step.BeginRoll(7, List.of(2, 1, 0)),
            new Step.ColdSwap(8, MIX),
            new Step.Settle(9),
            new Step.Check(10),
            new Step.Stop(11));

    static final List<Event> EVENTS = List.of(
            new Event.CellBegan(1, Instant.parse("2026-11-20T08:15:00.123456789Z"), 4),
            new Event.StepBegan(2, 3, "text"),
            new Event.StepEnded(3, 3, "ok"),
            new Event.PhaseBegan(4, 1, "name", List.of("a", "b"), true, 20),
            new Event.PhaseEnded(5, 1),
            new Event.RollBegan(5, 3, "n1", List.of("n1", "n2", "n0")),
            new Event.Fault(6, "6.1", "mode", "kill", FaultState.NOT_DUE, "any", List.of("n0"), List.of("a"), "detail"),
            new Event.ServerStarted(7, "n0", 0, "a", "2.12.15", "abc", "sha", "NABC", 42, 2),
            new Event.ServerEnded(8, "n0", "a", true, 137, 42, 2, List.of("last line")),
            new Event.ServerOut(9, "n0", "roll"),
            new Event.ServerBack(10, "n0", "seen"),
            new Event.Liveness(11, false, "why"),
            new Event.Leader(12, "stream:S", "n0", "a", "poll"),
            new Event.Stall(13, "gc", 600, "detail"),
            new Event.CpuPressure(14, 73),
            new Event.NotFormed(14, 60_000, 5, "detail"),
            new Event.Settled(14, true, 2500, "detail"),
            new Event.Replica(15, "n0", "a", "S", true, 10, 1000, 1, 11, 1),
            new Event.ConsumerReplica(16, "n0", "a", "S", "C", false, 10, 9, 1, 2),
            new Event.LogAlarm(17, "n0", "a", "panic", "the line"),
            new Event.Advisory(18, "leader-elected", "S", "text"),
            new Event.Canary(19, "delete-message", "detail"),
            new Event.WorkloadFailed(20, "kv-cas", "why"),
            new Event.AssetChanged(21, "S", "description", 20, true, ""),
            new Event.Interrupted(21, "why"),
            new Event.Note(22, "text"),
            new Event.CellEnded(23, "completed"));

    static List<RunEvent> runEvents() {
        return List.of(
                new RunEvent.RunStarted("run", Path.of("/runs/run"), 4711, "again"),
                new RunEvent.Resolved(built().release()),
                new RunEvent.BuildStarted("main", "text"),
                new RunEvent.BuildEnded(built()),
                new RunEvent.Planned(plan()),
                new RunEvent.CellStarted(cell(1, Optional.empty()), "why"),
                new RunEvent.CellProgress(1, Duration.ofMillis(1500), "phase", "step", "kill n0", 99),
                new RunEvent.CellJudged(cell(1, Optional.empty()), result(new Verdict.Pass("why"))),
                new RunEvent.CellNotAttempted(cell(1, Optional.empty()), "why"),
                new RunEvent.Note("text"),
                new RunEvent.Trouble(Failure.deploy("tried", "why", "next").failure()),
                new RunEvent.RunEnded(matrix(), Path.of("/runs/run")));
    }

    static final List<Verdict> VERDICTS = List.of(
            new Verdict.Pass("why"), new Verdict.BrokenByMix("why"), new Verdict.BrokenByUpgrade("why"),
            new Verdict.BrokenInNew("why"), new Verdict.BrokenInOld("why"), new Verdict.BrokenUnattributed("why"),
            new Verdict.Suspect("why"), new Verdict.Vacuous("why"), new Verdict.Unknown("why"),
            new Verdict.Crashed("why"), new Verdict.Skipped("why"));

    private Samples() {}

    static Cell cell(int number, Optional<Integer> rerunOf) {
        return new Cell(number, "upgrade-none", "upgrade", new ReleasePair("v2.12.15", "v2.14.5"), CellRole.CONTROL_NEW,
                "none", List.of("kv-cas"),
                new Dimensions(3, 1, Storage.MEMORY, "2.26.2", StopStyle.SIGTERM, RollOrder.LEADER_FIRST, 20), -99, STEPS,
                Map.of("b", Standing.MAY_BE_LOST, "a", Standing.KEPT, "c", Standing.MAY_BE_UNAVAILABLE), List.of(2, 3),
                rerunOf, Duration.ofSeconds(45), Duration.ofSeconds(60));
    }

    static Plan plan() {
        return new Plan(Plan.SCHEMA, 4711, "standard",
                List.of(new PlannedRelease("v2.14.5", ServerVersion.of("2.15.0-RC.1"), ReleaseSource.MODULE, "v2.14.5")),
                Duration.ZERO, List.of(cell(1, Optional.empty()), cell(2, Optional.of(1))),
                List.of(new NotPlanned("what", "why")),
                new Forecast(Duration.ofSeconds(160), Duration.ofMinutes(15), 8, 2, 5_000_000_000L));
    }

    static CellResult result(Verdict verdict) {
        Finding finding = new Finding("check", "promise", PromiseKind.SAFETY, "kv-cas", true, Standing.KEPT, 3, "summary",
                new Witness(12, 7, "client", "n0", "v2.14.5", 1, "text"));
        Proof proof = new Proof(Map.of("a", 1L), Map.of("b", 2L), Map.of("a -> b", 3L), Map.of("ok", 4L),
                Map.of("phase 0 / kv-cas", 5L), 6, 5, List.of("missing"));
        return new CellResult(1, "key", verdict, Map.of("promise", verdict), "led nothing", List.of(finding), proof, "1/1 mix", Duration.ofMillis(52_001), 40, 2);
    }

    static Matrix matrix() {
        List<Matrix.Row> rows = VERDICTS.stream()
                .map(v -> new Matrix.Row(1, new ReleasePair("a", "b"), CellRole.SUBJECT, "walk", "none", List.of("kv-cas"),
                        result(v), "cells/x", "again", v instanceof Verdict.Vacuous))
                .toList();
        return new Matrix(Matrix.SCHEMA, "run", true, 2, "why", 4711, Instant.parse("2026-11-20T08:15:00Z"),
                Duration.ofSeconds(163), rows, List.of("not attempted"));
    }

    static BuiltRelease built() {
        return new BuiltRelease(
                new ResolvedRelease("main", ServerVersion.of("2.15.0-dev"), ReleaseSource.REPOSITORY, "0123", "../repo"),
                Path.of("/cache/with a blank/nats-server"), "sha", 15, "0123456", "go1.26", Duration.ofSeconds(23), false);
    }

    static Operation operation(long id) {
        return new Operation(id, "kv-cas", "client", "n0", OperationKind.KV_UPDATE, "bucket", "k1", "512:0123456789abcdef",
                9, 8, 1, "n2", "note", 1000 + id, 2000 + id, Outcome.INFO,
                List.of(new Attempt(1000, 1500, Outcome.INFO, "timeout"), new Attempt(1600, 2000, Outcome.FAIL, "10071")),
                "10071");
    }

    /** What a plain operation that went well carries: most fields are empty. */
    static Operation plain(long id) {
        return new Operation(id, "w", "c", "", OperationKind.PUBLISH, "S", "m-" + id, "", id, 0, 0, "", "", id, id + 1,
                Outcome.OK, List.of(), "");
    }
}
