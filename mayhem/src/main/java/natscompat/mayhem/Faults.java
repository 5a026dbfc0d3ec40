package natscompat.mayhem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.mayhem.clock.ClockJump;
import natscompat.mayhem.clock.ClockStrobe;
import natscompat.mayhem.disk.DamageMeta;
import natscompat.mayhem.disk.DiskFull;
import natscompat.mayhem.disk.FlipBits;
import natscompat.mayhem.disk.OldChunk;
import natscompat.mayhem.disk.ReadOnlyStore;
import natscompat.mayhem.disk.RemoveFile;
import natscompat.mayhem.disk.SlowDisk;
import natscompat.mayhem.disk.TruncateBlock;
import natscompat.mayhem.disk.WipeStore;
import natscompat.mayhem.disk.WriteErrors;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.group.ConsumerStepDown;
import natscompat.mayhem.group.MetaStepDown;
import natscompat.mayhem.group.MoveReplica;
import natscompat.mayhem.group.RenameServer;
import natscompat.mayhem.group.ReplaceServer;
import natscompat.mayhem.group.ScaleStream;
import natscompat.mayhem.group.StreamStepDown;
import natscompat.mayhem.link.BrokenWire;
import natscompat.mayhem.link.ClientsCut;
import natscompat.mayhem.link.Flapping;
import natscompat.mayhem.link.Lossy;
import natscompat.mayhem.link.MovingPartition;
import natscompat.mayhem.link.Narrow;
import natscompat.mayhem.link.Partition;
import natscompat.mayhem.link.RaftDoubled;
import natscompat.mayhem.link.RaftDropped;
import natscompat.mayhem.link.ResetRoutes;
import natscompat.mayhem.link.Slow;
import natscompat.mayhem.process.CrashLoop;
import natscompat.mayhem.process.Kill;
import natscompat.mayhem.process.KillAll;
import natscompat.mayhem.process.LameDuck;
import natscompat.mayhem.process.Pause;
import natscompat.mayhem.process.PauseAll;
import natscompat.mayhem.process.Reload;
import natscompat.mayhem.process.Restart;
import natscompat.mayhem.process.StartOrder;
import natscompat.mayhem.process.StopAll;
import natscompat.mayhem.script.KillAfterChange;
import natscompat.mayhem.script.LongTrouble;
import natscompat.mayhem.script.OldOnesLead;
import natscompat.model.catalog.FaultType;

/** All kinds of faults. A new one gets a line here. */
public final class Faults {
    private static final List<Fault> ALL = Stream.concat(withoutLinks().stream(), ofLinks().stream()).toList();

    private Faults() {}

    private static List<Fault> withoutLinks() {
        return List.of(
                new Restart(),
                new LameDuck(),
                new Kill(),
                new CrashLoop(),
                new Pause(),
                new Reload(),
                new StopAll(),
                new KillAll(),
                new StartOrder(),
                new StreamStepDown(),
                new ConsumerStepDown(),
                new MetaStepDown(),
                new MoveReplica(),
                new ScaleStream(),
                new ReplaceServer(),
                new RenameServer(),
                new WipeStore(),
                new TruncateBlock(),
                new FlipBits(),
                new OldChunk(),
                new RemoveFile(),
                new DamageMeta(),
                new WriteErrors(),
                new DiskFull(),
                new ReadOnlyStore(),
                new SlowDisk(),
                new ClockJump(),
                new ClockStrobe(),
                new PauseAll(),
                new OldOnesLead(),
                new KillAfterChange(),
                new LongTrouble());
    }

    private static List<Fault> ofLinks() {
        return Stream.concat(
                        Partition.all().stream(),
                        Stream.of(
                                new MovingPartition(),
                                new Flapping(),
                                new ClientsCut(),
                                Slow.slow(),
                                Slow.verySlow(),
                                new Lossy(),
                                new Narrow(),
                                new ResetRoutes(),
                                new RaftDropped(),
                                new RaftDoubled(),
                                new BrokenWire()))
                .toList();
    }

    /** The catalogue's part: every kind of fault. */
    public static List<FaultType> types() {
        return ALL.stream().map(Fault::type).toList();
    }

    /** The faults themselves. */
    static List<Fault> all() {
        return ALL;
    }

    static Optional<Fault> named(List<Fault> faults, String name) {
        return faults.stream().filter(fault -> fault.type().name().equals(name)).findFirst();
    }
}
