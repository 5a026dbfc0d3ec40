package natscompat.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import natscompat.checker.story.Cells;
import natscompat.checker.story.Edits;
import natscompat.checker.story.Story;
import natscompat.checker.story.ValidCell;
import natscompat.model.catalog.Catalog;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.model.verdict.Finding;
import org.junit.jupiter.api.Test;

/**
 * Valid histories, drawn from seeds, are green under every check; one change turns exactly the checks red that guard what
 * was changed.
 */
class MutationTest {
    private static final int SEEDS = 8;
    private static final Judge JUDGE = new Judge(new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()));

    /** A change to a valid cell, with draws of its own. */
    private interface Mutation {
        CellEvidence of(CellEvidence valid, Random random);
    }

    private static Set<String> broken(CellEvidence evidence) {
        return JUDGE.judge(evidence).findings().stream().map(Finding::promise).collect(Collectors.toSet());
    }

    private static void turnsRed(Mutation mutation, String... promises) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            CellEvidence mutant = mutation.of(ValidCell.upgrade(seed), new Random(seed));
            assertThat(broken(mutant)).as("seed %d", seed).containsExactlyInAnyOrder(promises);
        }
    }

    private static Operation pick(CellEvidence evidence, Random random, Predicate<Operation> which) {
        List<Operation> some = evidence.operations().stream().filter(which).toList();
        return some.get(random.nextInt(some.size()));
    }

    private static boolean acked(Operation op, OperationKind kind) {
        return op.kind() == kind && op.ok();
    }

    private static boolean reads(Operation op, String stream, long sequence) {
        return Edits.readsMessage(op) && op.asset().equals(stream) && op.sequence() == sequence;
    }

    /** The reads without that message, their ends counting what is left. */
    private static CellEvidence unread(CellEvidence valid, String stream, long sequence, Set<String> leaders) {
        CellEvidence left = Edits.without(
                valid, op -> reads(op, stream, sequence) && leaders.contains(op.leader()));
        return Edits.change(left, op -> op.kind() == OperationKind.FINAL_READ && op.sequence() == 0
                        && op.asset().equals(stream) && leaders.contains(op.leader())
                ? Edits.count(op, op.count() - 1)
                : op);
    }

    private static final Set<String> ALL = Set.of("n1", "n2", "n3");

    @Test
    void valid_histories_are_green_and_proven() {
        for (long seed = 1; seed <= 40; seed++) {
            Judgement judgement = JUDGE.judge(ValidCell.upgrade(seed));
            assertThat(judgement.findings()).as("seed %d", seed).isEmpty();
            assertThat(judgement.proof().missing()).as("seed %d", seed).isEmpty();
            assertThat(judgement.overloaded()).isFalse();
            assertThat(judgement.crashed()).isEmpty();
        }
    }

    @Test
    void valid_histories_have_what_makes_judging_hard() {
        Map<String, Long> seen = new TreeMap<>();
        for (Operation op : ValidCell.upgrade(1).operations()) {
            seen.merge(op.kind() + " " + op.outcome(), 1L, Long::sum);
            seen.merge("note " + op.note(), op.note().equals("duplicate") ? 1L : 0L, Long::sum);
        }
        assertThat(seen).containsKeys("PUBLISH OK", "PUBLISH INFO", "PUBLISH FAIL", "KV_UPDATE OK", "KV_UPDATE INFO",
                "KV_UPDATE FAIL", "ACK INFO", "STREAM_DELETE OK", "KV_GET OK");
        assertThat(seen.get("note duplicate")).isPositive();
    }

    @Test
    void an_acknowledged_message_dropped_everywhere() {
        turnsRed((valid, random) -> {
            Operation op = pick(valid, random, o -> acked(o, OperationKind.PUBLISH));
            return unread(valid, "S", op.sequence(), ALL);
        }, "acked-message-kept");
    }

    @Test
    void an_acknowledged_message_dropped_by_one_replica() {
        turnsRed((valid, random) -> {
            Operation op = pick(valid, random, o -> acked(o, OperationKind.PUBLISH));
            return unread(valid, "S", op.sequence(), Set.of("n2"));
        }, "acked-message-kept", "replicas-agree");
    }

    @Test
    void a_stored_message_doubled() {
        turnsRed((valid, random) -> {
            Operation op = pick(valid, random, o -> acked(o, OperationKind.PUBLISH));
            CellEvidence mutant = valid;
            for (String leader : ALL) {
                Operation end = pick(mutant, random, o -> o.kind() == OperationKind.FINAL_READ && o.sequence() == 0
                        && o.asset().equals("S") && o.leader().equals(leader));
                Operation read = pick(mutant, random, o -> reads(o, "S", op.sequence()) && o.leader().equals(leader));
                mutant = Edits.before(mutant, end, Edits.seq(read, end.count() + 1));
                mutant = Edits.change(mutant, o -> o.equals(end) ? Edits.count(o, o.count() + 1) : o);
            }
            return mutant;
        }, "stored-once");
    }

    @Test
    void the_payload_of_a_stored_message_changed() {
        turnsRed((valid, random) -> {
            Operation op = pick(valid, random, o -> acked(o, OperationKind.PUBLISH));
            return Edits.change(valid, o -> reads(o, "S", op.sequence()) ? Edits.value(o, "garbage") : o);
        }, "acked-message-kept", "one-sequence-one-payload");
    }

    @Test
    void two_acknowledgements_with_their_sequences_swapped() {
        turnsRed((valid, random) -> {
            List<Operation> acks = valid.operations().stream()
                    .filter(o -> acked(o, OperationKind.PUBLISH) && o.attempts().isEmpty())
                    .toList();
            Operation one = acks.get(random.nextInt(acks.size() / 2));
            Operation other = acks.get(acks.size() - 1 - random.nextInt(acks.size() / 3));
            return Edits.change(valid, o -> o.equals(one)
                    ? Edits.seq(o, other.sequence())
                    : o.equals(other) ? Edits.seq(o, one.sequence()) : o);
        }, "one-sequence-one-payload", "acked-message-kept");
    }

    @Test
    void a_message_never_delivered() {
        turnsRed((valid, random) -> {
            Operation op = pick(valid, random, o -> acked(o, OperationKind.PUBLISH));
            return Edits.without(valid, o -> o.kind() == OperationKind.DELIVER && o.sequence() == op.sequence());
        }, "delivered-at-least-once");
    }

    @Test
    void a_message_delivered_again_after_its_confirmation() {
        turnsRed((valid, random) -> {
            Operation ack = pick(valid, random, o -> acked(o, OperationKind.ACK) && o.completed() < Story.ms(60_000));
            Operation delivery = pick(
                    valid, random, o -> o.kind() == OperationKind.DELIVER && o.sequence() == ack.sequence());
            long late = ack.completed() + Story.ms(2_500);
            return Edits.before(valid, valid.operations().getLast(), Edits.at(delivery, late, late));
        }, "not-redelivered-after-ack");
    }

    @Test
    void an_update_that_demanded_an_older_revision() {
        turnsRed((valid, random) -> {
            Operation op = pick(valid, random, o -> acked(o, OperationKind.KV_UPDATE) && o.expected() > 3);
            return Edits.change(valid, o -> o.equals(op) ? Edits.expecting(o, o.expected() - 1) : o);
        }, "compare-and-set");
    }

    @Test
    void an_update_refused_for_no_reason() {
        turnsRed((valid, random) -> {
            Operation last = valid.operations().stream()
                    .filter(o -> acked(o, OperationKind.KV_UPDATE))
                    .max(Comparator.comparingLong(Operation::sequence))
                    .orElseThrow();
            Operation refused = Edits.ended(
                    Edits.at(Edits.expecting(Edits.value(last, "never"), last.sequence()), last.completed() + 1,
                            last.completed() + 2),
                    Outcome.FAIL, "wrong last sequence [10071]");
            CellEvidence quiet = Edits.without(valid, o -> o.kind() == OperationKind.KV_UPDATE
                    && o.outcome() == Outcome.INFO && o.completed() > last.invoked());
            return Edits.before(quiet, quiet.operations().getLast(), refused);
        }, "compare-and-set");
    }

    @Test
    void a_revision_dropped() {
        turnsRed((valid, random) -> {
            Operation op = pick(valid, random, o -> acked(o, OperationKind.KV_UPDATE));
            return unread(valid, "KV_B", op.sequence(), ALL);
        }, "kv-history");
    }

    @Test
    void a_stale_read_through_the_leader() {
        turnsRed((valid, random) -> {
            // Well before the leader changes: around that, age is not judged.
            Operation read = pick(valid, random, o -> acked(o, OperationKind.KV_LEADER_GET) && o.sequence() > 9
                    && o.completed() < Story.ms(29_000));
            Operation older = valid.operations().stream()
                    .filter(o -> acked(o, OperationKind.KV_CREATE) && o.key().equals(read.key()))
                    .findFirst()
                    .orElseThrow();
            return Edits.change(valid, o -> o.equals(read)
                    ? Edits.value(Edits.seq(o, older.sequence()), older.value())
                    : o);
        }, "kv-history");
    }

    @Test
    void a_created_stream_removed() {
        turnsRed((valid, random) -> {
            Operation look = pick(valid, random, o -> o.kind() == OperationKind.FINAL_EXISTS && o.note().equals("exists")
                    && certain(valid, o.asset()));
            return Edits.change(valid, o -> o.equals(look) ? Edits.note(o, "missing") : o);
        }, "assets-exist");
    }

    @Test
    void a_deleted_stream_revived() {
        turnsRed((valid, random) -> {
            Operation look = pick(valid, random, o -> o.kind() == OperationKind.FINAL_EXISTS && o.note().equals("missing")
                    && certain(valid, o.asset()));
            return Edits.change(valid, o -> o.equals(look) ? Edits.note(o, "exists") : o);
        }, "assets-exist");
    }

    private static boolean certain(CellEvidence evidence, String asset) {
        return evidence.operations().stream()
                .filter(o -> o.asset().equals(asset) && o.kind() != OperationKind.FINAL_EXISTS)
                .allMatch(Operation::ok);
    }

    @Test
    void a_replica_that_stores_less() {
        turnsRed((valid, random) -> Edits.changeEvents(valid, e -> e instanceof Event.Replica r && r.server().equals("n2")
                ? new Event.Replica(r.at(), r.server(), r.release(), r.stream(), r.leader(), r.messages() - 1, r.bytes(),
                        r.firstSequence(), r.lastSequence(), r.deleted())
                : e), "replicas-agree");
    }

    @Test
    void a_server_that_ended_untold() {
        turnsRed((valid, random) -> Edits.with(valid, new Event.ServerEnded(
                Story.ms(40_000), "n3", Cells.NEW, false, 2, 1, 2, List.of("panic"))), "server-stays-up");
    }

    @Test
    void half_a_minute_of_silence() {
        turnsRed((valid, random) -> Edits.without(valid, o -> o.kind() == OperationKind.ACK
                && o.completed() > Story.ms(20_000) && o.completed() < Story.ms(51_000)), "available");
    }

    @Test
    void replicas_that_never_came_to_agree() {
        turnsRed((valid, random) -> Edits.changeEvents(valid, e -> e instanceof Event.Settled s
                ? new Event.Settled(s.at(), false, 30_000, "n3 lags")
                : e), "settles");
    }

    @Test
    void a_line_that_a_healthy_server_does_not_write() {
        turnsRed((valid, random) -> Edits.with(valid, new Event.LogAlarm(
                Story.ms(40_000), "n3", Cells.NEW, "last sequence mismatch", "...")), "clean-log");
    }
}
