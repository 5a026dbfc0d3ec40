package natscompat.checker.check;

import java.util.List;
import natscompat.checker.index.Index;
import natscompat.model.catalog.CheckType;
import natscompat.model.catalog.Promise;
import natscompat.model.verdict.Finding;

/** Guards one promise. A pure function of the evidence; implementations are stateless. */
public interface Check {
    /** What NATS states in public. */
    Promise promise();

    /** What it looks at, in one line. */
    String line();

    /** The workloads that it judges; empty means every cell. */
    default List<String> workloads() {
        return List.of();
    }

    /** Looks through the evidence of one cell and hands what it finds to {@code reds}. */
    void look(Index index, Reds reds);

    /** As the catalogue lists it: a check is called like the promise that it guards. */
    default CheckType type() {
        return new CheckType(promise().name(), line(), promise().name(), workloads());
    }

    /** What this check alone finds. */
    default List<Finding> findings(Index index) {
        Reds reds = new Reds(this, index);
        look(index, reds);
        return reds.findings();
    }
}
