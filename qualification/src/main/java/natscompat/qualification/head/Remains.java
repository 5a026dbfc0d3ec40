package natscompat.qualification.head;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Clusters of cells that are lost: nobody will run these again under the same number, and the head may not touch what runners
 * make, so whoever claims a cell next takes them away before it begins. For one thread at a time; a head that begins again has
 * forgotten them, and they stay until the run ends.
 */
final class Remains {
    private static final int NOBODY = -1;

    /** Number of the lost cell to that of the cell whose runner takes its cluster away. */
    private final Map<Integer, Integer> byCell = new TreeMap<>();

    /** The runners of that cell are gone for good, and what they were to take away may still be there. */
    void lost(int cell) {
        byCell.replaceAll((lost, by) -> by == cell ? NOBODY : by);
        byCell.put(cell, NOBODY);
    }

    /** Whose clusters the runner that claims that cell takes away besides its own. It does so before it delivers. */
    List<Integer> claimed(int cell) {
        // Whoever runs it once more clears up after it, and what is there then is its own.
        byCell.remove(cell);
        byCell.replaceAll((lost, by) -> by == NOBODY ? cell : by);
        return byCell.entrySet().stream().filter(e -> e.getValue() == cell).map(Map.Entry::getKey).toList();
    }

    /** The runner of that cell came to its end. */
    void delivered(int cell) {
        byCell.values().removeIf(by -> by == cell);
    }
}
