package natscompat.report.progress;

import java.util.Optional;
import natscompat.model.event.RunEvent;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.Plan;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Finding;
import natscompat.report.CellNames;
import natscompat.report.VerdictWords;
import natscompat.report.text.Figures;

/** Events as sentences. Stateless. */
final class Sentences {
    private static final int SHORT_COMMIT = 10;

    private Sentences() {}

    static String started(RunEvent.RunStarted e) {
        return "run " + e.run() + ", seed " + e.seed() + ", folder " + e.folder();
    }

    static String resolved(ResolvedRelease r) {
        String revision = switch (r.source()) {
            case REPOSITORY -> "commit " + shortened(r.revision());
            case MODULE -> "Go module " + r.revision();
            case FILE -> "file, SHA-256 " + shortened(r.revision());
            case IMAGE -> "image " + r.revision();
        };
        String from = r.source() == ReleaseSource.MODULE ? "" : " of " + r.origin();
        return r.name() + " is nats-server " + r.version() + ", " + revision + from;
    }

    static String built(BuiltRelease b) {
        return b.cached()
                ? b.name() + " was built before (" + shortened(b.sha256()) + ")"
                : b.name() + " built in " + Figures.time(b.buildTime()) + " (" + Figures.bytes(b.bytes()) + ")";
    }

    static String planned(Plan plan) {
        Forecast f = plan.forecast();
        return Figures.count(plan.cells().size(), "cell") + ", " + f.parallel() + " side by side, about "
                + Figures.time(f.wall()) + (plan.notPlanned().isEmpty()
                        ? ""
                        : "; " + Figures.count(plan.notPlanned().size()) + " asked for and not planned");
    }

    /** {@code cell 13 begins: upgrade / random-hard-kill, mixed}. */
    static String cell(Cell cell, String what, Optional<CellNames> names) {
        return "cell " + cell.number() + " " + what + ": " + names.map(n -> n.title(cell)).orElse(cell.walk() + " / " + cell.mayhem())
                + ", " + names.map(n -> n.role(cell)).orElse(cell.pair().toString());
    }

    /** Operations, faults and time of a judged cell. */
    static String figures(CellResult result) {
        return Figures.count(operations(result), "operation") + ", " + faults(result) + ", "
                + Figures.time(result.took());
    }

    static String faults(CellResult result) {
        int planned = result.proof().faultsPlanned();
        int observed = result.proof().faultsObserved();
        if (planned == 0) {
            return "no faults";
        }
        return observed == planned
                ? Figures.count(planned, "fault")
                : observed + "/" + Figures.count(planned, "fault");
    }

    static long operations(CellResult result) {
        return result.proof().operations().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Why a cell is not green, or empty. */
    static String reason(CellResult result) {
        VerdictWords.Kind kind = VerdictWords.of(result.verdict()).kind();
        Optional<Finding> first = result.findings().stream()
                .filter(Finding::promised)
                .findFirst();
        if (kind == VerdictWords.Kind.GREEN) {
            return "";
        }
        return first.map(f -> f.promise() + ": " + f.summary()).orElse(result.verdict().why());
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(SHORT_COMMIT, digest.length()));
    }
}
