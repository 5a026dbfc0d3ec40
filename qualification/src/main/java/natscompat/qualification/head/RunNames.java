package natscompat.qualification.head;

import java.math.BigInteger;
import java.util.List;
import natscompat.model.plan.Cell;
import natscompat.publish.cache.Sha256;

/** Names that belong to one run, short enough for labels and unlike those of any other run beside it. */
public final class RunNames {
    private static final int SHORT = 6;
    private static final int BASE = 36;

    private RunNames() {}

    /** What the names of a run's clusters begin with: two runs with one seed may share a namespace. */
    public static String prefix(String run) {
        return "nc-" + digest(run);
    }

    /**
     * The name of a batch. It tells which cells it holds: a head that begins again and comes to other cells must not take
     * over the runners of the batch that it had before.
     *
     * @param number from 0, in the order of the run
     */
    static String batch(String run, int number, List<Cell> cells) {
        return "nc-" + run + "-" + number + "-"
                + digest(String.join(",", cells.stream().map(c -> String.valueOf(c.number())).toList()));
    }

    private static String digest(String text) {
        String all = new BigInteger(Sha256.of(text), 16).toString(BASE);
        return all.substring(all.length() - SHORT);
    }
}
