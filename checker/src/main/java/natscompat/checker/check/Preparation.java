package natscompat.checker.check;

import java.util.Set;
import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.checker.index.Steps;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.Step;

/**
 * Before the load begins new servers become a cluster, and each workload makes its assets on it when it has just come through
 * its gate: a cluster that never forms, or will not make them, is as unavailable as one that nobody can use later. A part of
 * {@link Available}; the workload that could not go on for it is told elsewhere.
 */
final class Preparation {
    /** As long as a workload may get nothing done in the load. */
    private static final long LIMIT = 30 * Span.SECOND;

    private static final Anomaly REFUSED = new Anomaly(
            "not-prepared", "an asset could not be made for more than 30 s although every server was up and a majority could talk");
    private static final Anomaly NOT_FORMED =
            new Anomaly("not-formed", "servers with empty stores, all of them up at the end, did not become one healthy cluster");
    private static final Set<OperationKind> MAKING = Set.of(
            OperationKind.STREAM_CREATE, OperationKind.CONSUMER_CREATE, OperationKind.BUCKET_CREATE,
            OperationKind.KV_CREATE);

    private Preparation() {}

    /** Looks at what was tried in vain before the first phase. */
    static void look(Index index, Reds reds) {
        for (Event.NotFormed never : index.events(Event.NotFormed.class)) {
            Span span = Span.upTo(never.at(), never.millis());
            reds.addBefore(NOT_FORMED, firstPhase(index), span, () -> "%s did not form a cluster, begun %d times in %s; %s".formatted(
                    index.cell().firstMix(), never.starts(), span.seconds(), never.detail()));
        }
        if (!started(index)) {
            return;
        }
        for (Operation op : index.operations()) {
            Span span = Span.between(op.invoked(), op.completed());
            if (MAKING.contains(op.kind()) && !op.ok() && span.length() > LIMIT && before(index, span)
                    && undisturbed(index, span)) {
                reds.add(REFUSED, op, span, false, () -> "%s of %s through %s: nothing but %s for %s".formatted(
                        op.kind(), op.asset(), op.server(), op.error(), span.seconds()));
            }
        }
    }

    /** It was to begin with this cluster, so it tells who ran alone; -1 when none is planned. */
    private static int firstPhase(Index index) {
        return index.cell().steps().stream()
                .filter(Step.BeginPhase.class::isInstance)
                .map(step -> ((Step.BeginPhase) step).index())
                .findFirst()
                .orElse(-1);
    }

    /** The cluster came through its first gate. */
    private static boolean started(Index index) {
        Steps steps = index.steps();
        return index.cell().steps().stream()
                .filter(Step.StartCluster.class::isInstance)
                .flatMap(step -> steps.ended(step.number()).stream())
                .map(Event.StepEnded::outcome)
                .anyMatch("ok"::equals);
    }

    private static boolean before(Index index, Span span) {
        return index.timeline().phases().stream().allMatch(phase -> span.to() <= phase.span().from());
    }

    private static boolean undisturbed(Index index, Span span) {
        return !index.faults().open(span)
                && !index.faults().somebodyOut(span.to(), span.length())
                && !index.demand().excused(span.to())
                && index.events(Event.ServerEnded.class).stream().noneMatch(end -> end.at() <= span.to());
    }
}
