package natscompat.cli;

import natscompat.checker.check.Checks;
import natscompat.mayhem.Faults;
import natscompat.mayhem.MayhemModes;
import natscompat.model.catalog.Catalog;
import natscompat.workloads.Workloads;

/** Joins the lists that workloads, mayhem and checker publish. */
public final class Catalogs {
    private Catalogs() {}

    /** All that there is to choose from. */
    public static Catalog joined() {
        return new Catalog(Workloads.types(), MayhemModes.all(), Faults.types(), Checks.types(), Checks.promises());
    }
}
