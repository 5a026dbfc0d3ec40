package natscompat.qualification;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.Set;
import natscompat.mayhem.canary.Canaries;
import natscompat.mayhem.canary.Canary;
import natscompat.mayhem.canary.CanaryContext;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Step;
import natscompat.model.time.Draws;
import natscompat.platform.Cluster;

/** Breaks a promise on purpose in the last dwell of a cell, when {@code --canary} asks for it. Thread-safe. */
final class Canarying {
    private final Optional<Canary> canary;
    private final Set<Integer> sung = ConcurrentHashMap.newKeySet();

    Canarying(Optional<String> name) {
        canary = name.map(Canarying::named);
    }

    private static Canary named(String name) {
        return Canaries.all().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.input("find the canary " + name, "there is none of that name; there are "
                        + Canaries.all().stream().map(Canary::name).toList(), "Choose one of them."));
    }

    void maybe(CellContext context, Cluster cluster, Steering steering, Load load, Step.Dwell step) {
        boolean last = context.cell().steps().stream()
                .filter(later -> later.number() > step.number())
                .noneMatch(Step.Dwell.class::isInstance);
        if (canary.isEmpty() || !last || !sung.add(context.cell().number())) {
            return;
        }
        Canary chosen = canary.get();
        if (!chosen.workloads().isEmpty() && context.cell().workloads().stream().noneMatch(chosen.workloads()::contains)) {
            throw Failure.input("sing the canary " + chosen.name(), "none of the workloads " + chosen.workloads()
                    + " that it needs runs in cell " + context.cell().number(), "Add one of them with --workload.");
        }
        chosen.breakIt(new CanaryContext(cluster, steering.connection(), load.targets(), context.history(),
                context.events(), context.clock(), Draws.of(context.cell().seed()).at("canary", chosen.name())));
    }
}
