package natscompat.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import natscompat.checker.Judgement;
import natscompat.checker.verdict.FailOn;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.catalog.Standing;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.Plan;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.RunFolder;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Proof;
import natscompat.model.verdict.Witness;

/**
 * A site that runs nothing: every cell has a folder, and comes to what was decided.
 *
 * @param judgement of every run
 * @param meanwhile what happens while a cell runs
 */
record MadeUpSite(Judgement judgement, Meanwhile meanwhile) implements Site {
    private static final Proof PROOF = new Proof(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), 1, 1, List.of());

    /** What happens while a cell runs. */
    @FunctionalInterface
    interface Meanwhile {
        void happens(Run run, CellFolder folder) throws IOException;
    }

    /** Nothing was found, and everything is proven. */
    static Judgement green() {
        return judgement(Optional.empty());
    }

    /** An acknowledged message is lost, beyond doubt. */
    static Judgement loss() {
        return judgement(Optional.empty(), new Finding("acked-message-kept", "acked-message-kept", PromiseKind.SAFETY, "kv-cas",
                true, Standing.KEPT, 1, "lost: it is gone", new Witness(1, 1, "c1", "n1", "", -1, "it is not there")));
    }

    /** It was told to stop early. */
    static Judgement interrupted() {
        return judgement(Optional.of("Ctrl-C"));
    }

    private static Judgement judgement(Optional<String> interrupted, Finding... findings) {
        return new Judgement(List.of(findings), PROOF, false, "", false, Optional.empty(), interrupted);
    }

    /** A qualification of so many cells. */
    static QualificationSpec spec(Path out, int count, boolean reruns) {
        List<Cell> cells =
                IntStream.rangeClosed(1, count).mapToObj(n -> Cells.taking(n, Duration.ofSeconds(1))).toList();
        Plan plan = new Plan(Plan.SCHEMA, 7, "smoke", List.of(), Duration.ZERO, cells, List.of(),
                new Forecast(Duration.ofSeconds(1), Duration.ZERO, 1, 0, 0));
        return new QualificationSpec("test", out, List.of(), "bin/qualify", "test", 7, List.of(),
                ReleaseSupply.given(List.of()), resolved -> plan, RealRun.CATALOG, 1, FailOn.standard(), Set.of(), reruns,
                Optional.empty(), false, false, 1);
    }

    @Override
    public RunFolder folder(Path out) {
        return RunFolder.create(out);
    }

    @Override
    public Runners runners(Run run) {
        return new Runners() {
            @Override
            public int limit() {
                return 1;
            }

            @Override
            public int shrink(int crowd) {
                return 1;
            }

            @Override
            public void run(Batch batch) {
                for (Cell cell : batch.cells()) {
                    if (run.stop().up()) {
                        batch.leftOut().accept(cell);
                    } else {
                        batch.ran().accept(ran(run, cell));
                    }
                }
            }

            @Override
            public void close() {
                // Nothing was begun.
            }
        };
    }

    private CellRun ran(Run run, Cell cell) {
        try {
            CellFolder folder = run.folder().create(cell);
            meanwhile.happens(run, folder);
            return new CellRun(cell, folder, judgement, Duration.ZERO, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
