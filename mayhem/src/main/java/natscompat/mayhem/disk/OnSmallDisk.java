package natscompat.mayhem.disk;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.process.Outage;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.Signal;
import natscompat.platform.SmallDisk;

/**
 * Trouble with a disk that a server has for itself: it is restarted on a small disk, the trouble comes while it runs, and it
 * is restarted on the disk that it had before, with what it had stored by then.
 */
final class OnSmallDisk implements Injection {
    private static final Duration EXIT = Duration.ofSeconds(15);
    private static final Duration BACK = Duration.ofSeconds(20);
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);

    private final AtomicReference<Optional<SmallDisk>> disk = new AtomicReference<>(Optional.empty());
    private final Aim aim;
    private final Server server;
    private final DiskTrouble trouble;
    private final Evidence evidence;
    private final AtomicReference<Outage> outage;

    OnSmallDisk(Aim aim, DiskTrouble trouble) {
        this.aim = aim;
        this.server = aim.targets().getFirst();
        this.trouble = trouble;
        this.evidence = Evidence.of(server, aim.id());
        this.outage = new AtomicReference<>(Outage.byTerm(aim.targets()));
        StoreFiles.folder(aim);
    }

    @Override
    public void inject() {
        stop();
        evidence.keepBefore(aim, server);
        disk.set(Optional.of(server.ontoSmallDisk()));
        outage.get().heal();
        outage.get().observeHealed();
        // It is to have something to write; a server that takes longer is met while it catches up.
        Waiting.reached(server.name() + " to have caught up on its small disk", BACK, POLL,
                () -> aim.stopping().getAsBoolean() || aim.cluster().missing(server).isEmpty());
        trouble.begin(disk.get().get());
    }

    private void stop() {
        outage.get().inject();
        if (!server.awaitExit(EXIT)) {
            server.signal(Signal.KILL);
            outage.get().observe();
        }
    }

    @Override
    public String observe() {
        return server.name() + " writes to a disk of its own: " + trouble.see(disk.get().orElseThrow());
    }

    @Override
    public void heal() {
        Optional<SmallDisk> small = disk.get();
        small.ifPresent(trouble::end);
        if (server.running()) {
            outage.set(Outage.ofDying(aim.targets()));
            stop();
        }
        if (small.isPresent()) {
            evidence.keepAfter(aim, server);
        }
        small.ifPresent(SmallDisk::remove);
        outage.get().heal();
    }

    @Override
    public String observeHealed() {
        String back = outage.get().observeHealed();
        try {
            server.monitor("varz", ASK);
        } catch (IOException e) {
            throw new IllegalStateException(server.name() + " does not answer: " + e.getMessage(), e);
        }
        return back + " on the disk that it had before";
    }
}
