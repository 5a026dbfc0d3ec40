package natscompat.qualification;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import natscompat.mayhem.FaultDriver;
import natscompat.model.plan.Step;

/** Nothing is ever wrong. */
final class NoFaults implements FaultDriver {
    @Override
    public void dwell(Step.Dwell step) {
        // Nobody waits.
    }

    @Override
    public void heal() {
        // Nothing is open.
    }

    @Override
    public Set<String> awaitBack(Duration limit) {
        return Set.of();
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
