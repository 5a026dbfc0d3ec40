package natscompat.qualification;

import java.time.Duration;
import natscompat.model.time.Waiting;

/** Ends a run whose budget is over, its grace included, with what there is. */
final class BudgetWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Thread thread;

    /** Begins to watch. */
    BudgetWatch(Budget budget, StopSign stop) {
        thread = Thread.ofVirtual().name("budget-watch").start(() -> {
            try {
                while (!budget.over()) {
                    Waiting.pause("the end of the budget", INTERVAL);
                }
                stop.raise("the budget of " + budget.limit().toSeconds() + " s was over for "
                        + budget.grace().toSeconds() + " s");
            } catch (Waiting.Interrupted e) {
                // close() ends the watch.
            }
        });
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
