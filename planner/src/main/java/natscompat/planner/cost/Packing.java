package natscompat.planner.cost;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.PlannedRelease;
import natscompat.model.release.ReleaseSource;

/** What cells cost together. */
public final class Packing {
    /** An estimate, not measured: one line of history, with its attempts. */
    private static final long HISTORY_BYTES = 700;

    /** An estimate, not measured: message, index and Raft entry on one server. */
    private static final long STORE_BYTES = 2_500;

    /** An estimate, not measured: configuration, logs of all lives and endpoint dumps of one server. */
    private static final long SERVER_BYTES = 4L << 20;

    private Packing() {}

    /** Wall time with so many cells side by side, the longest first. */
    public static Duration wall(Collection<Cell> cells, int parallel) {
        PriorityQueue<Duration> lanes = new PriorityQueue<>();
        for (int i = 0; i < parallel; i++) {
            lanes.add(Duration.ZERO);
        }
        Duration wall = Duration.ZERO;
        List<Duration> longestFirst =
                cells.stream().map(Cell::forecast).sorted(Comparator.reverseOrder()).toList();
        for (Duration cell : longestFirst) {
            Duration end = lanes.remove().plus(cell);
            lanes.add(end);
            wall = end.compareTo(wall) > 0 ? end : wall;
        }
        return wall;
    }

    /**
     * The fewest side by side that take no longer than as many as there may be: 20 alike are three rounds of 8, and of 7, and
     * what is left over only crowds the machine (docs/adr/0027).
     */
    public static int fewest(Collection<Cell> cells, int most) {
        Duration wall = wall(cells, most);
        int fewest = most;
        while (fewest > 1 && wall(cells, fewest - 1).compareTo(wall) <= 0) {
            fewest--;
        }
        return fewest;
    }

    /** The forecast of a whole plan. */
    public static Forecast forecast(List<Cell> cells, List<PlannedRelease> releases, int parallel) {
        long builds = releases.stream()
                .filter(r -> r.source() == ReleaseSource.REPOSITORY || r.source() == ReleaseSource.MODULE)
                .count();
        Duration burnIn = cells.stream().map(Cell::burnIn).reduce(Duration.ZERO, Duration::plus);
        return new Forecast(wall(cells, parallel), burnIn, parallel, (int) builds, disk(cells, parallel));
    }

    /** What all cells leave behind, and the stores of those that run at one time. */
    private static long disk(List<Cell> cells, int parallel) {
        long kept = cells.stream().mapToLong(Packing::record).sum();
        long stores = cells.stream()
                .map(Packing::store)
                .sorted(Comparator.reverseOrder())
                .limit(parallel)
                .mapToLong(Long::longValue)
                .sum();
        return kept + stores;
    }

    private static long record(Cell cell) {
        return operations(cell) * HISTORY_BYTES + cell.dimensions().servers() * SERVER_BYTES;
    }

    private static long store(Cell cell) {
        return operations(cell) * STORE_BYTES * cell.dimensions().servers();
    }

    private static long operations(Cell cell) {
        return cell.burnIn().toSeconds() * cell.dimensions().rate() * cell.workloads().size();
    }
}
