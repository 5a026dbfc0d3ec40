package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.mayhem.FaultDriver;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import natscompat.platform.Cluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps on a cluster that lives in memory: what is asked of whom, and in which order. */
class StepRunnerTest {
    private static final Step.Settle SETTLE = new Step.Settle(9);
    private static final Step.Roll ROLL = new Step.Roll(5, 0, "v2.0.0", StopStyle.SIGTERM, false);

    @TempDir
    Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicBoolean loadStopped = new AtomicBoolean();

    @Test
    void aGateThatStaysShutUnderLoadOnlyIsNothingAgainstTheCluster() throws IOException {
        take(SETTLE, new Told(false, true), Set.of());
        assertThat(asked).containsExactly("heal", "gate under load", "gate at rest");
        assertThat(outcome()).isEqualTo("ok");
    }

    @Test
    void aGateThatOpensUnderLoadIsAskedForOnce() throws IOException {
        take(SETTLE, new Told(true, false), Set.of());
        assertThat(asked).containsExactly("heal", "gate under load");
        assertThat(loadStopped).isTrue();
        assertThat(outcome()).isEqualTo("ok");
    }

    @Test
    void aGateThatStaysShutAtRestIsAFailureOnceEverythingIsOver() {
        assertThatThrownBy(() -> take(SETTLE, new Told(false, false), Set.of())).hasMessageContaining("n2 is 17 behind");
        assertThat(outcome()).startsWith("failed: ").contains("n2 is 17 behind");
        assertThat(events).anyMatch(Event.Settled.class::isInstance);
    }

    @Test
    void aRollDoesNotBeginWhileAnotherServerIsOut() {
        assertThatThrownBy(() -> take(ROLL, new Told(true, true), Set.of("n2"))).isInstanceOf(FailureException.class);
        assertThat(asked).containsExactly("heal", "back");
        assertThat(outcome()).contains("n2 still out after a fault");
    }

    @Test
    void aRollBeginsOnceEveryServerIsBack() throws IOException {
        take(ROLL, new Told(true, true), Set.of());
        assertThat(asked).containsExactly("heal", "back", "roll 0");
    }

    @Test
    void aColdSwapWaitsAsWell() {
        Step swap = new Step.ColdSwap(5, Mix.all("v2.0.0", 3));
        assertThatThrownBy(() -> take(swap, new Told(true, true), Set.of("n2"))).isInstanceOf(FailureException.class);
        assertThat(asked).doesNotContain("swap");
    }

    /** What went in a phase has to be told in it, or nobody knows which release lost it. */
    @Test
    void aPhaseEndsWithALastLookOfTheLoad() throws IOException {
        List<Step> steps = List.of(new Step.BeginPhase(3, 0, "a mix", Mix.all("v1.0.0", 3), true, 0), ROLL);
        Taking.steps(folder, new Told(true, true), new Faults(Set.of()), loadStopped, events::add,
                List.of(new LookingWorkload(() -> asked.add(
                        events.stream().anyMatch(Event.PhaseEnded.class::isInstance) ? "look too late" : "look"))), steps);
        assertThat(asked).containsExactly("look", "heal", "back", "roll 0");
        assertThat(events).anyMatch(Event.PhaseEnded.class::isInstance).noneMatch(Event.WorkloadFailed.class::isInstance);
    }

    /** One that is not to wait for the cluster must not wait for the load either. */
    @Test
    void anImpatientRollWaitsForNoLook() throws IOException {
        List<Step> steps = List.of(new Step.BeginPhase(3, 0, "a mix", Mix.all("v1.0.0", 3), true, 0),
                new Step.Roll(5, 0, "v2.0.0", StopStyle.SIGTERM, true));
        Taking.steps(folder, new Told(true, true), new Faults(Set.of()), loadStopped, events::add,
                List.of(new LookingWorkload(() -> asked.add("look"))), steps);
        assertThat(asked).containsExactly("heal", "back", "roll 0");
    }

    private String outcome() {
        return events.stream()
                .filter(Event.StepEnded.class::isInstance)
                .map(event -> ((Event.StepEnded) event).outcome())
                .reduce("", (before, last) -> last);
    }

    private void take(Step step, Cluster cluster, Set<String> out) throws IOException {
        take(List.of(step), cluster, out);
    }

    private void take(List<Step> steps, Cluster cluster, Set<String> out) throws IOException {
        Taking.steps(folder, cluster, new Faults(out), loadStopped, events::add, steps);
    }

    /** What is asked of the cluster, and what it is told to answer. */
    private final class Told extends EmptyCluster {
        private final boolean underLoad;
        private final boolean atRest;

        private Told(boolean underLoad, boolean atRest) {
            this.underLoad = underLoad;
            this.atRest = atRest;
        }

        @Override
        public void awaitCaughtUp(String name, Duration limit) {
            boolean rest = loadStopped.get();
            asked.add(rest ? "gate at rest" : "gate under load");
            if (rest ? !atRest : !underLoad) {
                throw Failure.deploy(name, "n2 is 17 behind", "See its log.");
            }
        }

        @Override
        public void roll(int ordinal, String release, StopStyle stop, boolean impatient) {
            asked.add("roll " + ordinal);
        }

        @Override
        public void coldSwap(Mix mix) {
            asked.add("swap");
        }
    }

    private final class Faults implements FaultDriver {
        private final Set<String> out;

        private Faults(Set<String> out) {
            this.out = out;
        }

        @Override
        public void dwell(Step.Dwell step) {
            asked.add("dwell");
        }

        @Override
        public void heal() {
            asked.add("heal");
        }

        @Override
        public Set<String> awaitBack(Duration limit) {
            asked.add("back");
            return out;
        }

        @Override
        public List<String> open() {
            return List.of();
        }

        @Override
        public void cancel() {
            // Nothing goes on.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
