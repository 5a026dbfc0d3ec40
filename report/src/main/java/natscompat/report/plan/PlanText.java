package natscompat.report.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import natscompat.model.catalog.Standing;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.NotPlanned;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.PlannedRelease;
import natscompat.model.plan.ReleasePair;
import natscompat.model.plan.Step;
import natscompat.report.CellNames;
import natscompat.report.text.Figures;
import natscompat.report.text.Ink;
import natscompat.report.text.Style;
import natscompat.report.text.Table;
import natscompat.report.text.Wrap;

/** The numbered plan and what it will cost. */
public final class PlanText {
    private final Plan plan;
    private final CellNames names;
    private final int width;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private PlanText(Plan plan, int width, Style style) {
        this.plan = plan;
        this.names = CellNames.onScreen(plan);
        this.width = width;
        this.style = style;
    }

    /**
     * Renders a plan: a cell a line; with its steps and faults when {@code full} or when there is only one cell.
     *
     * @param width of the screen; no line is longer
     */
    public static String render(Plan plan, boolean full, int width, Style style) {
        PlanText text = new PlanText(plan, width, style);
        text.cost();
        if (full || plan.cells().size() == 1) {
            plan.cells().forEach(text::tree);
        } else {
            text.list();
        }
        text.left();
        return String.join(System.lineSeparator(), text.lines) + System.lineSeparator();
    }

    private void cost() {
        Forecast forecast = plan.forecast();
        String releases = plan.releases().stream()
                .map(r -> names.releases().of(r.name()))
                .collect(Collectors.joining(", "));
        para(Ink.STRONG, "plan for " + releases + ": profile " + plan.profile() + ", seed " + plan.seed());
        para(Ink.PLAIN, Figures.count(plan.cells().size(), "cell") + ", " + forecast.parallel()
                + " side by side: about " + Figures.time(forecast.wall()) + " for " + Figures.time(forecast.burnIn())
                + " of burn-in, " + (forecast.builds() == 0
                        ? "nothing to build"
                        : "after " + Figures.count(forecast.builds(), "build"))
                + ", up to " + Figures.bytes(forecast.diskBytes()) + " of disk"
                + (plan.budget().isZero() ? "" : "; budget " + Figures.time(plan.budget())));
        for (PlannedRelease release : plan.releases()) {
            para(Ink.FAINT, names.releases().of(release.name()) + ": version " + release.version() + ", "
                    + release.source().name().toLowerCase(Locale.ROOT) + " " + release.revision());
        }
    }

    private void list() {
        Map<ReleasePair, List<Cell>> pairs = plan.cells().stream()
                .collect(Collectors.groupingBy(Cell::pair, LinkedHashMap::new, Collectors.toList()));
        pairs.forEach((pair, cells) -> {
            lines.add("");
            if (pairs.size() > 1) {
                lines.add(style.paint(Ink.STRONG, names.releases().of(pair)));
            }
            Table table = table();
            for (Cell cell : cells) {
                table.row(
                        Table.Entry.of(String.valueOf(cell.number())),
                        Table.Entry.of(names.walk(cell)),
                        Table.Entry.of(cell.mayhem()),
                        Table.Entry.of(names.role(cell)),
                        Table.Entry.of(faults(cell) == 0 ? "" : Figures.count(faults(cell))),
                        Table.Entry.of(Figures.time(cell.forecast())));
            }
            lines.addAll(table.render(width, "", style));
        });
        List<String> common = plan.cells().stream().map(PlanText::common).distinct().toList();
        if (common.size() == 1) {
            lines.add("");
            para(Ink.PLAIN, "every cell: " + common.getFirst());
        }
    }

    private static Table table() {
        return new Table(List.of(
                Table.Column.figures("cell"), Table.Column.words("walk"), Table.Column.words("mayhem"),
                Table.Column.firm("releases"), Table.Column.figures("faults"), Table.Column.figures("takes")));
    }

    private void tree(Cell cell) {
        lines.add("");
        String number = cell.number() + "  ";
        String indent = " ".repeat(number.length());
        Wrap.wrap(style.clean(names.title(cell) + ", " + names.releases().of(cell.pair()) + ", " + names.role(cell)
                        + ", takes " + Figures.time(cell.forecast())), width, number, indent)
                .forEach(line -> lines.add(style.paint(Ink.STRONG, line)));
        wrapped(indent, common(cell) + "; seed " + cell.seed());
        if (!cell.controls().isEmpty()) {
            wrapped(indent, "beside cell " + cell.controls().stream()
                    .map(String::valueOf).collect(Collectors.joining(", ")));
        }
        String weaker = weaker(cell);
        if (!weaker.isEmpty()) {
            wrapped(indent, "not promised here: " + weaker);
        }
        for (Step step : cell.steps()) {
            numbered(indent, cell.number() + "." + step.number(), StepText.of(step));
            if (step instanceof Step.Dwell dwell) {
                for (PlannedFault fault : dwell.faults()) {
                    numbered(indent + "      ", "fault " + fault.id(), StepText.of(fault));
                }
            }
        }
    }

    private void left() {
        if (plan.notPlanned().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(style.paint(Ink.STRONG, "not planned"));
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (NotPlanned not : plan.notPlanned()) {
            byReason.computeIfAbsent(not.why(), why -> new ArrayList<>()).add(not.what());
        }
        byReason.forEach((why, what) -> {
            wrapped("  ", why + ":");
            what.forEach(w -> wrapped("    ", w));
        });
    }

    private static String weaker(Cell cell) {
        return cell.promises().entrySet().stream()
                .filter(e -> e.getValue() != Standing.KEPT)
                .map(e -> e.getKey() + (e.getValue() == Standing.MAY_BE_LOST ? " (may be lost)" : " (may be unavailable)"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static long faults(Cell cell) {
        return cell.steps().stream()
                .filter(Step.Dwell.class::isInstance)
                .mapToLong(s -> ((Step.Dwell) s).faults().size())
                .sum();
    }

    private static String common(Cell cell) {
        Dimensions d = cell.dimensions();
        return d.servers() + " servers, R" + d.replicas() + " " + d.storage().name().toLowerCase(Locale.ROOT)
                + ", client " + d.clientVersion() + ", " + StepText.stop(d.stop()) + StepText.order(d.order()) + ", "
                + String.join(" + ", cell.workloads()) + " at " + Figures.count(d.rate()) + " operations a second"
                + (cell.workloads().size() > 1 ? " each" : "");
    }

    private void numbered(String indent, String number, String text) {
        String first = indent + number + " ".repeat(Math.max(2, 6 - number.length()));
        lines.addAll(Wrap.wrap(names.releases().in(style.clean(text)), width, first, " ".repeat(first.length())));
    }

    private void wrapped(String indent, String text) {
        lines.addAll(Wrap.wrap(style.clean(text), width, indent, indent + "  "));
    }

    private void para(Ink ink, String text) {
        Wrap.wrap(style.clean(text), width, "", "  ").forEach(line -> lines.add(style.paint(ink, line)));
    }
}
