package natscompat.checker.check;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import natscompat.model.history.Operation;

/** A way in which a workload works: what its clients ask for, and have to get while a majority can talk. */
enum Way {
    WRITING("writing"),
    RECEIVING("receiving"),
    ACKNOWLEDGING("acknowledging"),
    READING("reading through leaders"),
    GETTING("reading from any replica"),
    CHANGING_ASSETS("creating and deleting streams");

    private final String words;

    Way(String words) {
        this.words = words;
    }

    /** As a sentence names it. */
    String words() {
        return words;
    }

    /** The way that an operation belongs to; empty for what is done beside the load. */
    static Optional<Way> of(Operation op) {
        return switch (op.kind()) {
            case PUBLISH, KV_CREATE, KV_UPDATE -> Optional.of(WRITING);
            case DELIVER -> Optional.of(RECEIVING);
            case ACK -> Optional.of(ACKNOWLEDGING);
            case KV_LEADER_GET, STREAM_LIST -> Optional.of(READING);
            case KV_GET -> Optional.of(GETTING);
            case STREAM_CREATE, STREAM_DELETE -> Optional.of(CHANGING_ASSETS);
            case LAST_LIST, CONSUMER_CREATE, BUCKET_CREATE, FINAL_READ, FINAL_EXISTS, MARKER -> Optional.empty();
        };
    }

    /**
     * What is demanded of a workload: its trade, whether anything of it was ever seen or not (a consumer that gets nothing
     * records nothing), and whatever else it tried.
     *
     * @param seen ways in which it tried something at all
     */
    static Set<Way> demanded(String workload, Set<Way> seen) {
        Set<Way> ways = EnumSet.noneOf(Way.class);
        ways.addAll(seen);
        ways.addAll(switch (workload) {
            case "durable-pull-consumer", "queue-group-consumer" -> EnumSet.of(WRITING, RECEIVING);
            case "kv-cas" -> EnumSet.of(WRITING);
            case "add-remove-streams" -> EnumSet.of(CHANGING_ASSETS);
            default -> EnumSet.noneOf(Way.class);
        });
        if (ways.size() > 1 && !workload.equals("add-remove-streams")) {
            // A workload that does other things made its assets in the beginning; that is not its trade.
            ways.remove(CHANGING_ASSETS);
        }
        return ways;
    }
}
