package natscompat.report.matrix;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import natscompat.model.plan.CellRole;
import natscompat.model.verdict.Proof;
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
        String text = "proof: " + Figures.count(all, "operation") + " (" + Figures.count(ok) + " ok), "
                + (planned == 0 ? "no faults" : Figures.count(observed) + " of " + Figures.count(planned, "fault") + " observed")
                + "." + least().map(l -> " " + l).orElse("");
        return Wrap.wrap(view.names().releases().in(view.style().clean(text)), view.width(), "  ", "  ");
    }

    /** The direction between releases that was taken least in any cell: the weakest link of the proof. */
    private Optional<String> least() {
        List<Taken> directions = view.entries().stream()
                .filter(e -> e.cell().role() == CellRole.SUBJECT
                        && !e.cell().pair().from().equals(e.cell().pair().to()))
                .flatMap(e -> e.row().result().proof().directions().entrySet().stream()
                        .map(d -> new Taken(d.getKey(), d.getValue(), e.cell().number())))
                .toList();
        long kinds = directions.stream().map(Taken::direction).distinct().count();
        return directions.stream()
                .min(Comparator.comparingLong(Taken::operations))
                .map(min -> "While mixed, traffic went in " + Figures.count(kinds, "direction")
                        + " from client to leader; the least, " + min.direction() + " in cell " + min.cell()
                        + ", has " + Figures.count(min.operations(), "operation") + ".");
    }

    private record Taken(String direction, long operations, int cell) {}
}
