package natscompat.mayhem.real;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import natscompat.client.JetStreamApi;
import natscompat.deployer.host.Abilities;
import natscompat.mayhem.FaultContext;
import natscompat.mayhem.ScheduledFaults;
import natscompat.model.catalog.Role;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.EventWriter;
import natscompat.model.time.Waiting;

/** The program of a child JVM: keeps faults of several families open on a cluster of five until it is killed. */
final class TroubleHolder {
    private static final Set<FaultState> SAID = Set.of(FaultState.OBSERVED, FaultState.FAILED, FaultState.NOT_DUE);
    private static final int LATER = 3000;

    private TroubleHolder() {}

    /** Arguments: folder, name, round. Says {@code OBSERVED KIND} for each fault once it is open. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException, JetStreamApi.Refused {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int round = Integer.parseInt(arguments[2]);
        try (RealCell cell = new RealCell(Path.of(arguments[0]), arguments[1], true,
                        "v2.14.5", "v2.14.5", "v2.14.5", "v2.14.5", "v2.14.5");
                EventWriter disk = new CellFolder(Path.of(arguments[0])).eventWriter();
                ScheduledFaults driver = new ScheduledFaults(written(cell.context(), disk))) {
            cell.prepare(5);
            List<PlannedFault> faults = faults(cell, round);
            Thread dwelling = Thread.ofVirtual().start(() -> driver.dwell(new Step.Dwell(7, Duration.ofMinutes(3), faults)));
            int said = 0;
            while (dwelling.isAlive()) {
                List<Event.Fault> observed = cell.events(Event.Fault.class).stream()
                        .filter(fault -> SAID.contains(fault.state()))
                        .toList();
                for (Event.Fault fault : observed.subList(said, observed.size())) {
                    out.println(fault.state() + " " + fault.fault() + " " + fault.detail());
                }
                said = observed.size();
                Waiting.pause("the next look", Duration.ofMillis(20));
            }
        }
    }

    /** Events go to disk, as in a run, before anything happens that they announce. */
    private static FaultContext written(FaultContext context, EventWriter disk) {
        return new FaultContext(context.cluster(), context.look(), context.streams(), context.consumers(),
                context.leadership(), context.catalog(), event -> {
                    disk.write(event);
                    context.events().accept(event);
                }, context.clock(), context.mixes());
    }

    /** The faults of stores that this machine can do. */
    static List<String> disks() {
        return Abilities.noSmallDisk().isEmpty()
                ? List.of("slow-disk", "read-only-store", "disk-full")
                : List.of("write-errors");
    }

    /** That of a round. */
    static String disk(int round) {
        return disks().get(round % disks().size());
    }

    /** One fault on each server, so that none keeps another one away; another set in each round. */
    private static List<PlannedFault> faults(RealCell cell, int round) {
        List<PlannedFault> faults = new ArrayList<>();
        // These two have to see a whole cluster first.
        faults.add(wild(cell, 0, "scale-stream", Role.STREAM_LEADER));
        faults.add(wild(cell, 1, round % 2 == 0 ? "isolate" : "slow-link", Role.ORDINAL, (round + 4) % 5));
        faults.add(wild(cell, LATER, disk(round), Role.ORDINAL, (round + 1) % 5));
        faults.add(wild(cell, LATER, "clock-strobe", Role.ORDINAL, (round + 2) % 5));
        faults.add(wild(cell, LATER, "pause", Role.ORDINAL, round % 5));
        faults.add(wild(cell, LATER, round % 2 == 0 ? "kill" : "crash-loop", Role.ORDINAL, (round + 3) % 5));
        return faults;
    }

    /** Under a mode that declares that it may break a majority, and without waiting for other victims. */
    private static PlannedFault wild(RealCell cell, int offsetMillis, String fault, Role role, Integer... ordinals) {
        PlannedFault patient = cell.lasting("kill-all", fault, role, ordinals);
        return new PlannedFault(patient.id(), patient.mode(), patient.fault(), patient.role(), patient.ordinals(),
                Duration.ofMillis(offsetMillis), patient.open(), false, patient.draw());
    }
}
