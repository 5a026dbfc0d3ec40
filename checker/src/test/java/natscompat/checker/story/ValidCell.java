package natscompat.checker.story;

import java.util.List;
import java.util.Map;
import natscompat.checker.CellEvidence;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Step;

/**
 * A whole recorded cell in which everything is right and everything is proven: an upgrade of three servers with one kill
 * in the mix, or one of its controls. The mixed phase goes from 25 to 45 s.
 */
public final class ValidCell {
    private static final List<String> SERVERS = List.of("n1", "n2", "n3");

    private ValidCell() {}

    /** Recorded under that plan; the seed draws everything that differs from one history to the next. */
    public static CellEvidence of(Cell cell, long seed) {
        Story story = Story.settled().in(cell);
        phases(story, cell);
        servers(story, cell);
        leaders(story);
        story.fault(30_000, Cells.FAULT, "kill", FaultState.PLANNED, "n2");
        story.fault(30_010, Cells.FAULT, "kill", FaultState.SENT, "n2");
        story.fault(30_500, Cells.FAULT, "kill", FaultState.OBSERVED, "n2");
        story.fault(33_000, Cells.FAULT, "kill", FaultState.HEALED, "n2");
        story.op(OperationKind.STREAM_CREATE, "durable-pull-consumer", "S").at(0, 1);
        story.op(OperationKind.CONSUMER_CREATE, "durable-pull-consumer", "S/c").at(1, 2);
        story.op(OperationKind.BUCKET_CREATE, "kv-cas", "B").at(0, 1);
        Simulator simulator = new Simulator(story, seed);
        simulator.run();
        end(story, simulator);
        return story.event(new Event.CellEnded(Story.ms(90_000), "completed")).told();
    }

    /** The subject. */
    public static CellEvidence upgrade(long seed) {
        return of(Cells.upgrade(), seed);
    }

    private static List<Step.BeginPhase> planned(Cell cell) {
        return cell.steps().stream()
                .filter(Step.BeginPhase.class::isInstance)
                .map(Step.BeginPhase.class::cast)
                .toList();
    }

    private static void phases(Story story, Cell cell) {
        story.forget(Event.PhaseBegan.class);
        for (Step.BeginPhase phase : planned(cell)) {
            story.event(new Event.PhaseBegan(Story.ms(25_000L * phase.index()), phase.index(), phase.name(),
                    phase.mix().releases(), phase.liveness(), phase.leastOperations()));
        }
    }

    private static void servers(Story story, Cell cell) {
        List<Step.BeginPhase> phases = planned(cell);
        for (int i = 0; i < SERVERS.size(); i++) {
            start(story, 0, i, phases.get(0).mix().release(i), 1);
            start(story, i == 2 ? 22_000 : 46_000 + i, i, phases.get(2).mix().release(i), 2);
        }
        start(story, 32_000, 1, phases.get(1).mix().release(1), 3);
    }

    private static void start(Story story, long at, int ordinal, String release, int life) {
        if (at > 0) {
            story.event(new Event.ServerEnded(Story.ms(at - 1_000), SERVERS.get(ordinal), release, true, 0, 1, life - 1,
                    List.of()));
        }
        story.event(new Event.ServerStarted(Story.ms(at), SERVERS.get(ordinal), ordinal, release, release.substring(1), "",
                Cells.built(release).sha256(), "ID" + ordinal + life, 100L + life, life));
    }

    /** n1 leads at first; in the mix it leads again, then n3, the new one. */
    private static void leaders(Story story) {
        for (String asset : List.of("meta", "stream:S", "stream:KV_B", "consumer:S/c")) {
            story.event(new Event.Leader(Story.ms(0), asset, "n1", "", "poll"));
            story.event(new Event.Leader(Story.ms(35_000), asset, "n3", "", "moved"));
        }
    }

    private static void end(Story story, Simulator simulator) {
        String[] messages = simulator.stream.entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue())
                .toArray(String[]::new);
        String[] entries = simulator.bucket.entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue().key() + ":" + e.getValue().id())
                .toArray(String[]::new);
        story.readAll(messages).readBucket(entries);
        Map<String, Boolean> assets = simulator.assets();
        assets.forEach((name, there) -> story.op(OperationKind.FINAL_EXISTS, "add-remove-streams", name)
                .note(there ? "exists" : "missing").leader(there ? "n1" : "").at(82_000));
        story.op(OperationKind.FINAL_EXISTS, "durable-pull-consumer", "S/c").note("exists").leader("n1").at(82_000);
        for (String server : SERVERS) {
            boolean leads = server.equals("n3");
            story.event(replica(server, "S", leads, messages.length));
            story.event(replica(server, "KV_B", leads, entries.length));
            story.event(new Event.ConsumerReplica(Story.ms(83_000), server, Cells.NEW, "S", "c", leads,
                    messages.length, messages.length, 0, 0));
        }
    }

    private static Event.Replica replica(String server, String stream, boolean leads, long messages) {
        return new Event.Replica(
                Story.ms(83_000), server, Cells.NEW, stream, leads, messages, messages * 100, 1, messages, 0);
    }
}
