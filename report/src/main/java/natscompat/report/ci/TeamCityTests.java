package natscompat.report.ci;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.Matrix;
import natscompat.report.VerdictWords;
import natscompat.report.VerdictWords.Kind;

/** The tests, build problems and figures of a finished run as service messages. Immutable. */
record TeamCityTests(Matrix matrix, Plan plan, Path folder, TestNames names, Set<String> failOn) {

    List<ServiceMessage> messages() {
        List<ServiceMessage> messages = new ArrayList<>();
        for (Matrix.Row row : matrix.rows()) {
            plan.cells().stream()
                    .filter(c -> c.number() == row.cell() && c.rerunOf().isEmpty())
                    .forEach(cell -> cell(messages, cell, row));
        }
        problems().forEach((identity, text) -> messages.add(TeamCity.problem(identity, text)));
        figures().forEach((key, value) -> messages.add(ServiceMessage.named("buildStatisticValue")
                .with("key", "nats-compat." + key)
                .with("value", String.valueOf(value))));
        return messages;
    }

    private void cell(List<ServiceMessage> messages, Cell cell, Matrix.Row row) {
        String flow = "cell-" + cell.number();
        messages.add(ServiceMessage.named("flowStarted").with("flowId", flow));
        messages.add(ServiceMessage.named("testSuiteStarted").with("name", names.suite(cell)).with("flowId", flow));
        for (PromiseResult result : PromiseResult.of(cell, row, failOn)) {
            String test = names.test(cell, result.promise());
            messages.add(ServiceMessage.named("testStarted").with("name", test).with("flowId", flow));
            switch (result.state()) {
                case PASSED -> { }
                case FAILED -> messages.add(ServiceMessage.named("testFailed")
                        .with("name", test)
                        .with("message", result.text().lines().findFirst().orElse(""))
                        .with("details", result.text() + "\nagain: " + row.rerun() + "\nlook: "
                                + folder.resolve(row.folder()))
                        .with("flowId", flow));
                case SKIPPED, CRASHED -> messages.add(ServiceMessage.named("testIgnored")
                        .with("name", test)
                        .with("message", result.text())
                        .with("flowId", flow));
            }
            metadata(cell).forEach((key, value) -> messages.add(ServiceMessage.named("testMetadata")
                    .with("testName", test)
                    .with("name", key)
                    .with("value", value)
                    .with("flowId", flow)));
            messages.add(ServiceMessage.named("testFinished").with("name", test).with("flowId", flow));
        }
        messages.add(ServiceMessage.named("testSuiteFinished").with("name", names.suite(cell)).with("flowId", flow));
        messages.add(ServiceMessage.named("flowFinished").with("flowId", flow));
    }

    private Map<String, String> metadata(Cell cell) {
        Map<String, String> data = new TreeMap<>();
        data.put("cell", String.valueOf(cell.number()));
        data.put("seed", String.valueOf(matrix.seed()));
        data.put("commit.from", cell.pair().from() + " = " + names.revision(cell.pair().from()));
        data.put("commit.to", cell.pair().to() + " = " + names.revision(cell.pair().to()));
        return data;
    }

    /** One problem a cause, however many cells show it; what is excused by name is none. */
    private Map<String, String> problems() {
        Map<String, Set<Integer>> cells = new TreeMap<>();
        for (Matrix.Row row : matrix.rows()) {
            Kind kind = row.excused() ? Kind.GREEN : VerdictWords.of(row.result().verdict()).kind();
            switch (kind) {
                case GREEN -> { }
                case RED -> promises(row, Kind.RED).forEach(promise -> add(cells, "release:" + promise, row));
                case OPEN -> {
                    List<String> suspects = promises(row, Kind.OPEN);
                    suspects.forEach(promise -> add(cells, "release:" + promise, row));
                    if (suspects.isEmpty()) {
                        add(cells, "infrastructure:" + VerdictWords.of(row.result().verdict()).label(), row);
                    }
                }
                case CRASHED -> add(cells, "infrastructure:crashed", row);
                case SKIPPED -> add(cells, "infrastructure:not-attempted", row);
            }
        }
        Map<String, String> problems = new TreeMap<>();
        cells.forEach((identity, numbers) -> problems.put(identity,
                identity.substring(identity.indexOf(':') + 1)
                        + (identity.startsWith("release:") ? " is broken or suspect" : "")
                        + " in " + (numbers.size() == 1 ? "cell " : "cells ") + listed(numbers)));
        if (!matrix.complete()) {
            problems.putIfAbsent("infrastructure:not-attempted", "not every planned cell has a verdict");
        }
        return problems;
    }

    private static void add(Map<String, Set<Integer>> cells, String identity, Matrix.Row row) {
        cells.computeIfAbsent(identity, i -> new TreeSet<>()).add(row.cell());
    }

    /** The promises of a cell that come to a verdict of that kind: in a red cell those that are broken, no suspects. */
    private static List<String> promises(Matrix.Row row, Kind kind) {
        return row.result().promises().entrySet().stream()
                .filter(promise -> VerdictWords.of(promise.getValue()).kind() == kind)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static String listed(Set<Integer> numbers) {
        return String.join(", ", numbers.stream().map(String::valueOf).toList());
    }

    private Map<String, Long> figures() {
        Map<String, Long> figures = new TreeMap<>();
        figures.put("wallMillis", matrix.took().toMillis());
        figures.put("cells", (long) matrix.rows().size());
        for (Kind kind : Kind.values()) {
            figures.put("cells." + kind.name().toLowerCase(Locale.ROOT), 0L);
        }
        figures.put("cells.excused", 0L);
        for (Matrix.Row row : matrix.rows()) {
            Kind kind = VerdictWords.of(row.result().verdict()).kind();
            boolean excused = row.excused() && kind != Kind.GREEN;
            figures.merge("cells." + (excused ? "excused" : kind.name().toLowerCase(Locale.ROOT)), 1L, Long::sum);
            row.result().proof().operations().forEach((outcome, n) -> figures.merge("operations." + outcome, n, Long::sum));
            figures.merge("faults.observed", (long) row.result().proof().faultsObserved(), Long::sum);
            figures.merge("stalledMillis", row.result().stalledMillis(), Long::sum);
        }
        return figures;
    }
}
