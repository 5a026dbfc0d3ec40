package natscompat.workloads.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;

/** Compares what a history claims with what every leader read back. */
final class Truth {
    private Truth() {}

    /** All that can be said of the four workloads. */
    static void ofAll(History history) {
        ofMessages(history.only("durable-pull-consumer"));
        ofMessages(history.only("queue-group-consumer"));
        ofKeys(history.only("kv-cas"));
        ofStreams(history.only("add-remove-streams"));
    }

    /** Each complete read through one leader, by leader. */
    private static Map<String, List<Operation>> reads(History history) {
        List<Operation> closing = history.of(OperationKind.FINAL_READ).stream().filter(o -> o.sequence() == 0).toList();
        assertThat(closing).isNotEmpty().allMatch(Operation::ok, "is complete");
        Map<String, List<Operation>> reads = history.of(OperationKind.FINAL_READ).stream()
                .filter(o -> o.sequence() > 0)
                .collect(Collectors.groupingBy(Operation::leader));
        closing.forEach(end -> assertThat(end.count()).isLessThanOrEqualTo(
                reads.getOrDefault(end.leader(), List.of()).size()));
        return reads;
    }

    /** What was acknowledged is there once, where it was said to be; what failed is not. */
    static void ofMessages(History history) {
        reads(history).forEach((leader, read) -> {
            assertThat(read.stream().map(o -> o.key() + o.sequence()).distinct().count())
                    .as("ids stored by " + leader)
                    .isEqualTo(read.stream().map(Operation::key).distinct().count());
            assertThat(said(read)).as("read of " + leader).containsAll(said(history.of(OperationKind.PUBLISH).stream()
                    .filter(Operation::ok)
                    .toList()));
            Set<String> keys = read.stream().map(Operation::key).collect(Collectors.toSet());
            assertThat(history.keys(OperationKind.PUBLISH, Outcome.FAIL))
                    .as("failed, and read of " + leader)
                    .noneMatch(keys::contains);
        });
    }

    private static Set<String> said(List<Operation> operations) {
        return operations.stream().map(o -> o.sequence() + " " + o.key() + " " + o.value()).collect(Collectors.toSet());
    }

    /** The same for the revisions of keys. */
    static void ofKeys(History history) {
        reads(history).forEach((leader, read) -> {
            Set<String> revisions = read.stream().map(o -> o.sequence() + o.value()).collect(Collectors.toSet());
            Set<String> values = read.stream().map(Operation::value).collect(Collectors.toSet());
            for (Operation update : history.of(OperationKind.KV_UPDATE)) {
                switch (update.outcome()) {
                    case OK -> assertThat(revisions).contains(update.sequence() + update.value());
                    case FAIL -> assertThat(values).doesNotContain(update.value());
                    case INFO -> assertThat(update.error()).isNotEmpty();
                }
            }
        });
    }

    /** What was created and not deleted exists; what was deleted does not. */
    static void ofStreams(History history) {
        Set<String> deleted = history.assets(OperationKind.STREAM_DELETE, Outcome.OK);
        Set<String> maybe = history.assets(OperationKind.STREAM_DELETE, Outcome.INFO);
        Set<String> created = history.assets(OperationKind.STREAM_CREATE, Outcome.OK);
        Set<String> refused = history.assets(OperationKind.STREAM_CREATE, Outcome.FAIL);
        for (Operation look : history.of(OperationKind.FINAL_EXISTS)) {
            boolean exists = look.note().equals("exists");
            boolean gone = deleted.contains(look.asset()) || refused.contains(look.asset());
            assertThat(exists && gone).as(look.toString()).isFalse();
            if (created.contains(look.asset()) && !gone && !maybe.contains(look.asset())) {
                assertThat(exists).as(look.toString()).isTrue();
            }
        }
        assertThat(history.assets(OperationKind.FINAL_EXISTS, Outcome.OK)).containsAll(created);
    }
}
