package natscompat.report.matrix;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.model.plan.CellRole;
import natscompat.model.verdict.Proof;
import natscompat.report.matrix.MatrixView.Entry;
import natscompat.report.text.Figures;
import natscompat.report.text.Wrap;

/** What shows that the run tested what it says: operations, faults, directions. */
final class ProofLine {
    private final MatrixView view;

    ProofLine(MatrixView view) {
        this.view = view;
    }

    List<String> render() {
        List<Proof> proofs = view.entries().stream().map(e -> e.row().result().proof()).toList();
        if (proofs.isEmpty()) {
            return List.of();
        }
        long ok = proofs.stream().mapToLong(p -> p.operations().getOrDefault("ok", 0L)).sum();
        long all = proofs.stream()
                .flatMap(p -> p.operations().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        int planned = proofs.stream().mapToInt(Proof::faultsPlanned).sum();
        int observed = proofs.stream().mapToInt(Proof::faultsObserved).sum();
        String text = "proof: " + Figures.count(all, "operation") + ", " + Figures.count(ok) + " ok; "
                + (planned == 0 ? "no faults" : Figures.count(observed) + " of " + Figures.count(planned, "fault") + " observed")
                + least().map(l -> "; " + l).orElse("") + ".";
        return Wrap.wrap(view.style().clean(text), view.width(), "  ", "  ");
    }

    /** The direction between releases that was taken least: the weakest link of the proof. */
    private Optional<String> least() {
        List<Map.Entry<String, Long>> directions = view.entries().stream()
                .filter(e -> e.cell().role() == CellRole.SUBJECT)
                .map(Entry::row)
                .flatMap(row -> row.result().proof().directions().entrySet().stream())
                .toList();
        return directions.stream()
                .min(Map.Entry.comparingByValue())
                .map(min -> Figures.count(directions.stream().map(Map.Entry::getKey).distinct().count(), "direction")
                        + " of traffic while mixed, at least " + Figures.count(min.getValue())
                        + " operations a cell in each (client on one release, leader on the other: " + min.getKey() + ")");
    }
}
