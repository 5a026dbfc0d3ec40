package natscompat.checker.check;

import java.util.List;
import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.checker.index.Steps;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Event;
import natscompat.model.plan.Step;

/**
 * Once everything is healed and nothing is written, every server is healthy, every group led and caught up, and all replicas
 * agree, within 60 s (SEMANTICS.md 4 and 5). A gate between two rolls that stays shut for its 60 s is the same promise
 * broken, unless a majority was not to be expected when it gave up. None of it counts while a fault of ours is open.
 */
final class Settles implements Check {
    private static final Anomaly UNSETTLED =
            new Anomaly("unsettled", "the replicas did not come to agree in time after healing");
    private static final Anomaly SHUT =
            new Anomaly("gate-shut", "the cluster did not become healthy and caught up in 60 s, with nothing wrong on purpose");
    /** What a gate waits for. */
    private static final long GATE = 60 * Span.SECOND;
    /** How a change of the mix says that it takes servers away: until then its step waited for those that were out. */
    private static final List<String> CHANGES = List.of("roll to ", "cold swap to ");

    @Override
    public Promise promise() {
        return new Promise(
                "settles",
                "Replicas catch up once faults are healed and writing stops",
                PromiseKind.LIVENESS,
                "NATS docs, Replication and R=3: replicas are kept in step; nats-server #5362");
    }

    @Override
    public String line() {
        return "looks whether the cluster got healthy and all replicas came to agree within 60 s of rest";
    }

    @Override
    public void look(Index index, Reds reds) {
        for (Event.Settled settled : index.events(Event.Settled.class)) {
            if (!settled.ok()) {
                Span span = new Span(began(settled), settled.at());
                if (!index.faults().open(span)) {
                    reds.add(UNSETTLED, "", "", span, false, () ->
                            "after %s: %s".formatted(span.seconds(), settled.detail()));
                }
            }
        }
        for (Steps.Failed failed : index.steps().failed()) {
            if (shut(index, failed)) {
                reds.add(SHUT, "", "", waited(index, failed), false, () ->
                        "step %d (%s) %s".formatted(failed.number(), failed.text(), failed.why()));
            }
        }
    }

    private static boolean shut(Index index, Steps.Failed failed) {
        return switch (failed.step()) {
            case Step.Settle s -> index.steps().failed().stream().noneMatch(other -> brokenOff(index, other))
                    && !index.faults().open(waited(index, failed));
            case Step.BeginRoll s -> stayedShut(index, change(index, failed));
            case Step.Roll s -> stayedShut(index, change(index, failed));
            case Step.ColdSwap s -> stayedShut(index, change(index, failed));
            default -> false;
        };
    }

    /** A change that failed without waiting left a cluster behind that nobody planned: that is told elsewhere. */
    private static boolean brokenOff(Index index, Steps.Failed failed) {
        return (failed.step() instanceof Step.Roll
                        || failed.step() instanceof Step.BeginRoll
                        || failed.step() instanceof Step.ColdSwap)
                && change(index, failed).length() < GATE;
    }

    /** The change itself; the whole step, where it failed before that: it waited for servers that a fault had taken away. */
    private static Span change(Index index, Steps.Failed failed) {
        return index.events(Event.ServerOut.class).stream()
                .filter(out -> failed.span().holds(out.at()) && CHANGES.stream().anyMatch(out.why()::startsWith))
                .map(Event.ServerOut::at)
                .min(Long::compare)
                .map(at -> new Span(at, failed.span().to()))
                .orElse(failed.span());
    }

    private static boolean stayedShut(Index index, Span span) {
        return span.length() >= GATE
                && !index.demand().excused(span.to())
                && !index.faults().open(waiting(span));
    }

    /** The gate is the last thing that a step does. */
    private static Span waiting(Span step) {
        return new Span(Math.max(step.from(), step.to() - GATE), step.to());
    }

    /** Settling asks under load first, which shows nothing, and then at rest, right before it looks at the replicas. */
    private static Span waited(Index index, Steps.Failed failed) {
        if (!(failed.step() instanceof Step.Settle)) {
            return waiting(change(index, failed));
        }
        return index.settled()
                .map(Settles::began)
                .filter(failed.span()::holds)
                .map(rest -> waiting(new Span(failed.span().from(), rest)))
                .orElseGet(() -> waiting(failed.span()));
    }

    private static long began(Event.Settled settled) {
        return settled.at() - settled.millis() * Span.MILLISECOND;
    }
}
