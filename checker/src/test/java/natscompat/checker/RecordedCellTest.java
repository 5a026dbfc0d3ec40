package natscompat.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.checker.story.Edits;
import natscompat.checker.verdict.Attribution;
import natscompat.checker.verdict.Rounds;
import natscompat.model.catalog.Catalog;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.release.BuiltRelease;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.RunFolder;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** A cell that real servers went through: it passes as it is, and no longer once its evidence is taken away. */
class RecordedCellTest {
    private static final String OLD = "v2.12.15";
    private static final String NEW = "v2.14.5";
    private static final Judge JUDGE = new Judge(new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()));
    private static final CellEvidence RECORDED = load();

    private static CellEvidence load() {
        Path root = Path.of(System.getProperty("nats-compat.root", ".."));
        try {
            CellFolder folder = new CellFolder(root.resolve("checker/src/test/resources/recorded-cell"));
            return Edits.built(CellEvidence.load(folder), new RunFolder(folder.path()).releases());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Verdict verdict(CellEvidence evidence) {
        return Attribution.verdict(new Rounds(
                evidence.cell(), List.of(JUDGE.judge(evidence)), List.of(), List.of(), List.of(), true));
    }

    private static void isVacuous(CellEvidence evidence, String why) {
        assertThat(verdict(evidence)).isInstanceOf(Verdict.Vacuous.class);
        assertThat(verdict(evidence).why()).contains(why);
    }

    private static Set<String> broken(CellEvidence evidence) {
        return JUDGE.judge(evidence).findings().stream().map(Finding::promise).collect(Collectors.toSet());
    }

    private static Operation middle(OperationKind kind) {
        List<Operation> all = RECORDED.operations().stream()
                .filter(op -> op.kind() == kind && op.ok() && op.sequence() > 0)
                .toList();
        return all.get(all.size() / 2);
    }

    /** Servers that run this release are taken for the other one. */
    private static CellEvidence servedBy(String release) {
        return Edits.changeEvents(RECORDED, e -> e instanceof Event.ServerStarted s
                ? new Event.ServerStarted(s.at(), s.server(), s.ordinal(), release, s.version(), s.commit(), s.sha256(),
                        s.serverId(), s.pid(), s.life())
                : e);
    }

    @Test
    void when_another_binary_was_built_it_is_vacuous() {
        List<BuiltRelease> others = RECORDED.releases().stream()
                .map(b -> new BuiltRelease(b.release(), b.binary(), "0".repeat(64), b.bytes(), b.commit(), b.goVersion(),
                        b.buildTime(), b.cached()))
                .toList();
        isVacuous(Edits.built(RECORDED, others), "runs another binary");
    }

    @Test
    void as_recorded_it_passes() {
        assertThat(verdict(RECORDED)).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void without_an_observed_fault_it_is_vacuous() {
        isVacuous(Edits.withoutEvents(RECORDED, e -> e instanceof Event.Fault f && f.state() == FaultState.OBSERVED),
                "planned faults was observed");
    }

    @Test
    void with_one_fault_less_observed_it_is_vacuous() {
        Event.Fault one = RECORDED.events().stream()
                .filter(e -> e instanceof Event.Fault f && f.state() == FaultState.OBSERVED)
                .map(Event.Fault.class::cast)
                .findFirst()
                .orElseThrow();
        isVacuous(Edits.withoutEvents(RECORDED, one::equals), "fault " + one.id() + " (kill) was not observed");
    }

    @Test
    void when_one_release_never_led_it_is_vacuous() {
        isVacuous(Edits.withoutEvents(RECORDED, e -> e instanceof Event.Leader l && l.release().equals(NEW)),
                NEW + " led nothing while mixed");
        isVacuous(Edits.withoutEvents(RECORDED, e -> e instanceof Event.Leader l && l.release().equals(OLD)),
                OLD + " led nothing while mixed");
    }

    @Test
    void when_one_release_never_served_it_is_vacuous() {
        isVacuous(servedBy(OLD), NEW + " served no operation while mixed");
        isVacuous(servedBy(NEW), OLD + " served no operation while mixed");
    }

    @Test
    void an_acknowledged_message_that_is_gone_from_every_read_is_found() {
        Operation op = middle(OperationKind.PUBLISH);
        CellEvidence lost = Edits.without(RECORDED, o -> Edits.readsMessage(o) && o.asset().equals(op.asset())
                && o.sequence() == op.sequence());
        CellEvidence counted = Edits.change(lost, o -> o.kind() == OperationKind.FINAL_READ && o.sequence() == 0
                && o.asset().equals(op.asset()) ? Edits.count(o, o.count() - 1) : o);
        assertThat(broken(counted)).containsExactly("acked-message-kept");
        assertThat(verdict(counted)).isInstanceOf(Verdict.BrokenUnattributed.class);
    }

    @Test
    void a_value_that_changed_in_one_replica_is_found() {
        Operation op = middle(OperationKind.KV_UPDATE);
        assertThat(broken(Edits.change(RECORDED, o -> Edits.readsMessage(o) && o.asset().equals("KV_" + op.asset())
                        && o.sequence() == op.sequence() && o.leader().endsWith("-1")
                ? Edits.value(o, "1:00")
                : o)))
                .containsExactlyInAnyOrder("kv-history", "one-sequence-one-payload");
    }

    @Test
    void an_update_on_another_revision_than_demanded_is_found() {
        Operation op = middle(OperationKind.KV_UPDATE);
        assertThat(broken(Edits.change(RECORDED, o -> o.equals(op) ? Edits.expecting(o, o.expected() - 1) : o)))
                .containsExactly("compare-and-set");
    }
}
