package natscompat.checker.check;

import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Event;

/** Once everything is healed and nothing is written, all replicas come to agree within 60 s (SEMANTICS.md 5). */
final class Settles implements Check {
    private static final Anomaly UNSETTLED =
            new Anomaly("unsettled", "the replicas did not come to agree in time after healing");

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
        return "looks whether all replicas came to agree within 60 s of rest";
    }

    @Override
    public void look(Index index, Reds reds) {
        for (Event.Settled settled : index.events(Event.Settled.class)) {
            if (!settled.ok()) {
                Span span = new Span(settled.at() - settled.millis() * Span.MILLISECOND, settled.at());
                reds.add(UNSETTLED, "", "", span, false, () ->
                        "after %s: %s".formatted(span.seconds(), settled.detail()));
            }
        }
    }
}
