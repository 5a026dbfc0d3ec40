package natscompat.planner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Standing;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Step;

/**
 * Makes cells out of specs. Immutable.
 *
 * @param overhead what a cell takes besides its time under load
 */
record CellMaker(Catalog catalog, PromiseTable promises, long seed, Duration overhead) {

    Cell subject(CellSpec spec, int number) {
        Script script = Script.of(spec, catalog, seed);
        return new Cell(
                number,
                spec.slug(),
                spec.route().walk(),
                spec.route().pair(),
                CellRole.SUBJECT,
                spec.mayhem(),
                spec.workloads(),
                spec.dimensions(),
                spec.seed(seed),
                script.steps(),
                standings(spec, script.steps()),
                List.of(),
                Optional.empty(),
                script.burnIn(),
                forecast(script.burnIn()));
    }

    Duration forecast(Duration burnIn) {
        return burnIn.plus(overhead);
    }

    private Map<String, Standing> standings(CellSpec spec, List<Step> steps) {
        return promises.standings(spec, steps);
    }
}
