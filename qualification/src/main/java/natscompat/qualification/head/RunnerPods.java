package natscompat.qualification.head;

import java.util.Map;
import java.util.Optional;

/** Starts runners, each of which claims the cell of its index from the head, and tries again when one dies. Thread-safe. */
public interface RunnerPods {
    /**
     * Starts the runners of a batch; those that an earlier process of this run started under that name are taken over.
     *
     * @param batch its name, which the runners tell the head
     * @param count indexes 0 to {@code count - 1}, one runner each
     * @param sideBySide most runners at a time
     */
    Started start(String batch, int count, int sideBySide);

    /** The runners of one batch. Its questions never throw: who cannot be asked now has nothing new to say. */
    interface Started extends AutoCloseable {
        /** Indexes that no runner will try again, with the reason. */
        Map<Integer, String> lost();

        /** Why runners cannot begin, as far as that is known: no room, no image. */
        Optional<String> obstacle();

        /** Ends what is left of them. */
        @Override
        void close();
    }
}
