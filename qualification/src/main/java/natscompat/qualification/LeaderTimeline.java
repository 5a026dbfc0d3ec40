package natscompat.qualification;

import java.util.HashMap;
import java.util.Map;

/**
 * Who led what when it was last heard of, so that only changes are told. What nobody has heard of for a while is forgotten:
 * workloads make and delete thousands of streams in an hour. Thread-safe.
 */
final class LeaderTimeline {
    private final int kept;
    private final Map<String, Heard> leaders = new HashMap<>();
    private long looks;

    /** A leader, or the empty word, and the look before which that was heard. */
    private record Heard(String leader, long look) {}

    /**
     * Nothing heard yet.
     *
     * @param kept looks that something survives without being heard of, at least 1
     */
    LeaderTimeline(int kept) {
        this.kept = kept;
    }

    /**
     * Takes what was heard.
     *
     * @param leader empty for nobody
     * @return whether that is new
     */
    synchronized boolean take(String asset, String leader) {
        Heard before = leaders.put(asset, new Heard(leader, looks));
        return before == null || !before.leader().equals(leader);
    }

    /** A look at all servers has ended; what it saw was taken. */
    synchronized void looked() {
        looks++;
        leaders.values().removeIf(heard -> looks - heard.look() > kept);
    }

    /** How many it knows. */
    synchronized int size() {
        return leaders.size();
    }
}
