package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import natscompat.platform.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A roll that is to begin with the meta leader, on servers that only say who leads. */
class BeginRollTest {
    @TempDir
    Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Integer> rolled = new ArrayList<>();
    private volatile String leader = "n2";
    /** Who leads after each roll. */
    private List<String> then = List.of();
    private boolean anyOrder = true;

    private static Step roll(int number, int place) {
        return new Step.Roll(number, place, "v2.0.0", StopStyle.SIGTERM, false);
    }

    /** Through all three, with a phase after the first. */
    private void through() throws IOException {
        take(new Step.BeginRoll(1, List.of(2, 1, 0)), roll(2, 2),
                new Step.BeginPhase(3, 1, "mixed", new Mix(List.of("v1.0.0", "v1.0.0", "v2.0.0")), true, 5),
                roll(4, 1), roll(5, 0));
    }

    private void take(Step... steps) throws IOException {
        Taking.steps(folder, new Told(), new NoFaults(), new AtomicBoolean(), events::add, List.of(steps));
    }

    private <E extends Event> E only(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).reduce((one, other) -> {
            throw new AssertionError(one + " and " + other);
        }).orElseThrow();
    }

    private String outcome(int step) {
        return events.stream()
                .filter(event -> event instanceof Event.StepEnded ended && ended.step() == step)
                .map(event -> ((Event.StepEnded) event).outcome())
                .findFirst()
                .orElse("never ended");
    }

    @Test
    void theServerThatLeadsThenIsTheFirstAndTheRecordSaysWho() throws IOException {
        leader = "n1";
        through();
        assertThat(rolled).containsExactly(1, 2, 0);
        assertThat(only(Event.RollBegan.class).leader()).isEqualTo("n1");
        assertThat(only(Event.RollBegan.class).servers()).containsExactly("n1", "n2", "n0");
        assertThat(only(Event.RollBegan.class).step()).isEqualTo(1);
        assertThat(only(Event.PhaseBegan.class).mix()).containsExactly("v1.0.0", "v2.0.0", "v1.0.0");
        assertThat(outcome(1)).isEqualTo("ok");
    }

    @Test
    void whoLeadsLaterInARollChangesNothing() throws IOException {
        leader = "n0";
        then = List.of("n1", "n0", "n2");
        through();
        assertThat(rolled).containsExactly(0, 2, 1);
    }

    @Test
    void theNextRollAsksAgain() throws IOException {
        leader = "n0";
        then = List.of("n2", "n1", "n1");
        take(new Step.BeginRoll(1, List.of(2, 1, 0)), roll(2, 2), roll(3, 1), roll(4, 0),
                new Step.BeginRoll(5, List.of(2, 1, 0)), roll(6, 2), roll(7, 1), roll(8, 0));
        assertThat(rolled).containsExactly(0, 2, 1, 1, 2, 0);
    }

    @Test
    void onTheWayBackOnlyThoseThatWentAreTaken() throws IOException {
        leader = "n0";
        then = List.of("n2", "n2", "n0");
        Step back = new Step.Roll(5, 1, "v1.0.0", StopStyle.SIGTERM, false);
        take(new Step.BeginRoll(1, List.of(2, 1)), roll(2, 2), roll(3, 1), new Step.BeginRoll(4, List.of(1, 2)), back,
                new Step.Roll(6, 2, "v1.0.0", StopStyle.SIGTERM, false));
        assertThat(rolled).containsExactly(0, 2, 2, 0);
    }

    @Test
    void whereThereIsOneOrderOnlyTheLeaderHasToBeTheFirstInIt() throws IOException {
        anyOrder = false;
        through();
        assertThat(rolled).containsExactly(2, 1, 0);
        assertThat(only(Event.RollBegan.class).leader()).isEqualTo("n2");
        assertThat(outcome(1)).isEqualTo("ok");
    }

    /** These servers have no door to ask at, so the attempt to move it shows. */
    @Test
    void whereThereIsOneOrderOnlyAnotherLeaderIsMoved() {
        anyOrder = false;
        leader = "n0";
        assertThatThrownBy(this::through).isInstanceOf(FailureException.class).hasMessageContaining("none of them answers");
        assertThat(rolled).isEmpty();
    }

    /** Three servers that say who leads the meta group, and take their rolls down. */
    private final class Told extends EmptyCluster {
        private Mix mix = super.mix();

        @Override
        public List<Server> servers() {
            return List.of(new SayingServer(0, () -> leader), new SayingServer(1, () -> leader), new SayingServer(2, () -> leader));
        }

        @Override
        public Mix mix() {
            return mix;
        }

        @Override
        public boolean anyOrder() {
            return anyOrder;
        }

        @Override
        public void roll(int ordinal, String release, StopStyle stop, boolean impatient) {
            mix = mix.with(ordinal, release);
            if (rolled.size() < then.size()) {
                leader = then.get(rolled.size());
            }
            rolled.add(ordinal);
        }
    }
}
