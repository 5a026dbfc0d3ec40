package natscompat.planner.draw;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Shares the time of a cell out to its dwells: by weight, but none gets less than its floor. */
public final class Timetable {
    private Timetable() {}

    /** The lengths, in the order of the slots; their sum is exactly {@code total}, or that of the floors if greater. */
    public static List<Duration> lengths(List<Slot> slots, Duration total) {
        long[] millis = new long[slots.size()];
        boolean[] fixed = new boolean[slots.size()];
        boolean again = true;
        while (again) {
            share(slots, total.toMillis(), millis, fixed);
            again = raise(slots, millis, fixed);
        }
        return Arrays.stream(millis).mapToObj(Duration::ofMillis).toList();
    }

    /** Shares what the fixed ones leave; the last open slot takes the rounding. */
    private static void share(List<Slot> slots, long total, long[] millis, boolean[] fixed) {
        long left = total;
        long weights = 0;
        int last = -1;
        for (int i = 0; i < fixed.length; i++) {
            if (fixed[i]) {
                left -= millis[i];
            } else {
                weights += slots.get(i).weight();
                last = i;
            }
        }
        long given = 0;
        for (int i = 0; i < fixed.length; i++) {
            if (!fixed[i]) {
                millis[i] = i == last ? left - given : left * slots.get(i).weight() / weights;
                given += millis[i];
            }
        }
    }

    /** Fixes what came out below its floor; whether there was any. */
    private static boolean raise(List<Slot> slots, long[] millis, boolean[] fixed) {
        boolean raised = false;
        for (int i = 0; i < fixed.length; i++) {
            long floor = slots.get(i).floor().toMillis();
            if (!fixed[i] && millis[i] < floor) {
                millis[i] = floor;
                fixed[i] = true;
                raised = true;
            }
        }
        return raised;
    }
}
