package natscompat.planner;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.model.catalog.Listed;

/**
 * A named set of cells and times: data, no code.
 *
 * @param name what people type
 * @param line what it is for, in one line
 * @param burnIns time under load of a cell, longest first: the longest with which all cells fit into a stated budget
 * @param budget wall time of all cells when none is stated; empty means no limit
 * @param rate operations a second of each workload
 * @param parallel cells side by side
 * @param entries its cells for one pair of releases
 */
public record Profile(
        String name,
        String line,
        List<Duration> burnIns,
        Optional<Duration> budget,
        int rate,
        int parallel,
        List<Entry> entries)
        implements Listed {
    /** Copies the lists. */
    public Profile {
        burnIns = List.copyOf(burnIns);
        entries = List.copyOf(entries);
    }

    /**
     * One walk under some modes.
     *
     * @param walk its name
     * @param modes names of modes; {@code all} stands for every mode that wants to be among all
     * @param controls whether each of its cells brings two controls; otherwise it is shown beside those of another
     *     walk of the same pair and mode, and gets its own when it is red
     * @param needs what the platform must have; elsewhere the entry is not there
     */
    public record Entry(String walk, List<String> modes, boolean controls, Set<String> needs) {
        /** Copies the collections. */
        public Entry {
            modes = List.copyOf(modes);
            needs = Set.copyOf(needs);
        }

        /** On every platform. */
        public Entry(String walk, List<String> modes, boolean controls) {
            this(walk, modes, controls, Set.of());
        }
    }
}
