package natscompat.qualification;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Cell;
import natscompat.model.plan.NotPlanned;
import natscompat.model.plan.Plan;

/**
 * Cells that are known not to pass and are to keep nobody from shipping, named by walk and mode as the tests of a build
 * server are: {@code upgrade/kill-all}. The controls of a cell have its name. They are run, judged and shown as ever.
 * Stateless.
 */
public final class Excuses {
    private Excuses() {}

    /** The name of a cell. */
    static String name(Cell cell) {
        return cell.walk() + "/" + cell.mayhem();
    }

    /** The name of one that is not in the plan: what it is called ends with its releases. */
    private static String name(NotPlanned left) {
        return left.what().replaceFirst(",.*", "").replace(" / ", "/");
    }

    /** Whether one of the names is that of what is not in the plan. */
    static boolean covers(Set<String> excused, NotPlanned left) {
        return excused.contains(name(left));
    }

    /** Whether one of the names is that of the cell. */
    static boolean covers(Set<String> excused, Cell cell) {
        return excused.contains(name(cell));
    }

    /**
     * Makes sure that every name is that of a planned cell: an excuse for nothing is a slip of the pen, or one that can go.
     *
     * @throws natscompat.model.failure.FailureException INPUT, with the names that there are
     */
    public static void check(Collection<String> excused, Plan plan) {
        List<String> known = Stream.concat(
                        plan.cells().stream().map(Excuses::name), plan.notPlanned().stream().map(Excuses::name))
                .distinct()
                .sorted()
                .toList();
        excused.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw Failure.input("excuse " + name, "no cell of the plan is called so",
                    "Leave it out, or name one of: " + String.join(", ", known) + ".");
        });
    }
}
