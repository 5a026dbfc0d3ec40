package natscompat.checker.check;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import natscompat.checker.index.Index;
import natscompat.checker.index.ReadLog;
import natscompat.checker.index.Span;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;

/**
 * After settling every replica of a stream says the same of its messages, first and last sequence and deleted messages,
 * and every leader reads the same sequences back; every replica of a consumer has the same acknowledgement floor. A
 * replica that is only behind while settling has not ended yet is a matter of settling.
 */
final class ReplicasAgree implements Check {
    private static final Anomaly DIVERGED = new Anomaly("diverged", "replicas of one stream store different things");
    private static final Anomaly MISSING = new Anomaly("replica missing", "fewer servers than it has replicas store a stream");
    private static final Anomaly UNEQUAL_READ =
            new Anomaly("unequal reads", "two leaders read different sequences back from one stream");
    private static final Anomaly FLOORS =
            new Anomaly("consumer diverged", "replicas of one consumer have different acknowledgement floors");

    @Override
    public Promise promise() {
        return new Promise(
                "replicas-agree",
                "All replicas of a stream and of a consumer come to the same state",
                PromiseKind.SAFETY,
                "NATS docs, JetStream Clustering: Raft groups; nats-server #4875, #6611, #7549");
    }

    @Override
    public String line() {
        return "compares what each server says it stores after settling, and what each leader reads back";
    }

    @Override
    public void look(Index index, Reds reds) {
        if (index.settled().isEmpty()) {
            return;
        }
        if (index.replicas().streams().isEmpty()) {
            reds.unproven("no server told what it stores after settling");
        }
        Set<String> gone = gone(index);
        index.replicas().streams().forEach((stream, replicas) -> {
            if (!gone.contains(stream)) {
                count(index, reds, stream, replicas);
                sameState(index, reds, stream, replicas);
            }
        });
        index.replicas().consumers().forEach((consumer, replicas) -> sameFloor(index, reds, consumer, replicas));
        for (String stream : index.reads().streams()) {
            sameReads(index, reds, stream, index.reads().complete(stream));
        }
    }

    /**
     * Streams whose deletion may have been done and that nobody finds any more. A server that was killed while it deleted its
     * replica finds the files at its next start and clears them away some time later; until then it tells of a
     * stream that the cluster has not. Should one come back, that is a matter of {@code assets-exist}.
     */
    private static Set<String> gone(Index index) {
        Set<String> gone = index.operations(OperationKind.STREAM_DELETE).stream()
                .filter(op -> !index.deposed().certainlyFailed(op))
                .map(Operation::asset)
                .collect(Collectors.toSet());
        Set<String> looked = new HashSet<>();
        for (Operation look : index.operations(OperationKind.FINAL_EXISTS)) {
            if (look.ok()) {
                looked.add(look.asset());
                if (!look.note().equals("missing")) {
                    gone.remove(look.asset());
                }
            }
        }
        gone.retainAll(looked);
        return gone;
    }

    private static void count(Index index, Reds reds, String stream, List<Event.Replica> replicas) {
        int expected = Math.min(
                index.cell().dimensions().replicas(), index.cell().dimensions().servers());
        int missing = expected - index.replicas().servers(stream).size();
        if (missing <= 0) {
            return;
        }
        List<String> silent = index.timeline().servers().stream()
                .filter(server -> !index.replicas().heard().contains(server))
                .toList();
        if (missing <= silent.size()) {
            reds.unproven("nothing was heard of what is stored by " + String.join(", ", silent));
            return;
        }
        Event.Replica first = replicas.getFirst();
        reds.add(MISSING, "", first.server(), new Span(first.at(), first.at()), index.settledWell(), () ->
                "%s has %d replicas, but only %s store it"
                        .formatted(stream, expected, String.join(", ", index.replicas().servers(stream))));
    }

    private static void sameState(Index index, Reds reds, String stream, List<Event.Replica> replicas) {
        Event.Replica first = measure(replicas, Event.Replica::leader, Event.Replica::lastSequence);
        for (Event.Replica replica : replicas) {
            boolean behind = replica.lastSequence() < first.lastSequence();
            if (!same(first, replica) && (index.settledWell() || !behind)) {
                Span span = new Span(replica.at(), replica.at());
                reds.add(DIVERGED, "", replica.server(), span, index.settledWell(), () ->
                        "%s: %s; but %s".formatted(stream, say(first), say(replica)));
            }
        }
    }

    /** Whom the others are compared with: the leader; where nobody leads whoever has come farthest, the others are behind. */
    private static <T> T measure(List<T> replicas, Predicate<T> leads, ToLongFunction<T> reached) {
        return replicas.stream()
                .filter(leads)
                .findFirst()
                .orElseGet(() -> replicas.stream().max(Comparator.comparingLong(reached)).orElseThrow());
    }

    private static boolean same(Event.Replica one, Event.Replica other) {
        return one.messages() == other.messages()
                && one.firstSequence() == other.firstSequence()
                && one.lastSequence() == other.lastSequence()
                && one.deleted() == other.deleted();
    }

    private static String say(Event.Replica r) {
        return "%s (%s) stores %d messages, %d to %d, %d deleted"
                .formatted(r.server(), r.release(), r.messages(), r.firstSequence(), r.lastSequence(), r.deleted());
    }

    private static void sameFloor(Index index, Reds reds, String consumer, List<Event.ConsumerReplica> replicas) {
        Event.ConsumerReplica first =
                measure(replicas, Event.ConsumerReplica::leader, Event.ConsumerReplica::ackFloorStream);
        for (Event.ConsumerReplica replica : replicas) {
            boolean behind = replica.ackFloorStream() < first.ackFloorStream();
            if (replica.ackFloorStream() != first.ackFloorStream() && (index.settledWell() || !behind)) {
                reds.add(FLOORS, "", replica.server(), new Span(replica.at(), replica.at()), false, () ->
                        "%s: floor %d on %s (%s), but %d on %s (%s)"
                                .formatted(consumer, first.ackFloorStream(), first.server(), first.release(),
                                        replica.ackFloorStream(), replica.server(), replica.release()));
            }
        }
    }

    private static void sameReads(Index index, Reds reds, String stream, List<ReadLog> complete) {
        // Without settling a later read may reach further; holes are holes even then.
        long end = index.settledWell()
                ? Long.MAX_VALUE
                : complete.stream()
                        .mapToLong(log -> log.messages().isEmpty() ? 0 : log.messages().lastKey())
                        .min()
                        .orElse(0);
        for (ReadLog log : complete) {
            ReadLog first = complete.getFirst();
            Set<Long> here = log.messages().headMap(end, true).keySet();
            Set<Long> there = first.messages().headMap(end, true).keySet();
            if (!here.equals(there)) {
                Set<Long> onlyHere = new HashSet<>(here);
                onlyHere.removeAll(there);
                Set<Long> onlyThere = new HashSet<>(there);
                onlyThere.removeAll(here);
                reds.add(UNEQUAL_READ, "", log.leader(), Span.between(first.at(), log.at()), index.settledWell(), () ->
                        "%s: %d messages through %s, %d through %s; only through the first: %s, only through the second: %s"
                                .formatted(stream, first.messages().size(), first.leader(), log.messages().size(),
                                        log.leader(), some(onlyThere), some(onlyHere)));
            }
        }
    }

    private static String some(Set<Long> sequences) {
        return sequences.isEmpty()
                ? "none"
                : sequences.size() + " (" + sequences.stream().sorted().limit(3).toList() + " ...)";
    }
}
