package natscompat.workloads;

import java.util.List;
import java.util.function.BooleanSupplier;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.plan.Mix;

/**
 * One running workload of one cell. The runner calls, in this order: {@link #prepare}, {@link #run} (in a thread of its
 * own, side by side with the other workloads), {@link #onMix} at each change of the mix and {@link #onPhaseEnd} before the
 * next, then {@link #settle} once {@code run} has come back, then {@link #readBack} once for each server that has been made leader of all assets, then
 * {@link #close}. A workload that throws stops no other one. Operations never lie: ok, fail, info.
 */
public interface Workload extends AutoCloseable {
    /** What it is. */
    WorkloadType type();

    /** Makes its assets, trying again until 60 s are over: servers may still be electing. */
    void prepare();

    /** Invokes operations at the stated rate until {@link WorkloadContext#stopping()}; then lets open ones end. */
    void run();

    /** The mix has changed. Called from the runner's thread; must return at once. */
    void onMix(Mix mix);

    /**
     * A phase ends, while operations go on: a last look at what no other operation of its has to show soon, so that what went in
     * this phase is told in it. Called from the runner's thread; comes back after about 10 s at most.
     *
     * @param inVain whether nobody wants it any more
     */
    default void onPhaseEnd(BooleanSupplier inVain) {}

    /** After healing: writes a marker through each asset it uses, at most 60 s, then closes its load connections. */
    void settle();

    /** The streams whose leaders the runner moves (for {@code lead} steps and before each {@link #readBack}). */
    List<String> streams();

    /** The consumers whose leaders the runner moves, as {@code stream/consumer}. */
    List<String> consumers();

    /**
     * Reads every asset back as a whole through the server that leads it now, as FINAL_READ and FINAL_EXISTS
     * operations. A whole read that another server answered is not recorded: leadership had gone on.
     *
     * @param leader the name of the server that was made leader
     * @return whether that server answered every whole read; if not, this may be called again for it
     */
    boolean readBack(String leader);

    /** Closes its connections. Never throws. */
    @Override
    void close();
}
