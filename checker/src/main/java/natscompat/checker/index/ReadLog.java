package natscompat.checker.index;

import java.util.NavigableMap;
import java.util.Optional;
import natscompat.model.history.Operation;

/**
 * A whole stream as one leader read it back.
 *
 * @param stream its name
 * @param leader who led it
 * @param complete whether the read came to its end with as many messages as it says
 * @param missing whether there was no such stream; such a read is complete and empty
 * @param messages the FINAL_READ operations by sequence; do not change it
 * @param at when the read ended
 */
public record ReadLog(
        String stream, String leader, boolean complete, boolean missing, NavigableMap<Long, Operation> messages, long at) {
    /**
     * When its first message was recorded: what was acknowledged later it need not have seen. (A reader records after it
     * has read, so the end of a log may lack what was acknowledged shortly before.)
     */
    public long began() {
        return messages.isEmpty() ? at : messages.firstEntry().getValue().invoked();
    }

    /** Whether a sequence lies beyond its end, where a read beside writing clients need not reach. */
    public boolean endsBefore(long sequence) {
        return !missing && (messages.isEmpty() || messages.lastKey() < sequence);
    }

    /** What is stored at that sequence. */
    public Optional<Operation> at(long sequence) {
        return Optional.ofNullable(messages.get(sequence));
    }
}
