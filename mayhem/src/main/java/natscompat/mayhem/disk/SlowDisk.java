package natscompat.mayhem.disk;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import natscompat.platform.SmallDisk;

/** A disk that lets nothing through for 50-400 ms again and again, as a worn or shared one does. */
public final class SlowDisk implements Fault {
    private static final FaultType TYPE = new FaultType(
            "slow-disk", "puts the store onto a small disk and holds all writes for 50-400 ms again and again", "2.9.0",
            Set.of("local", "small-disk"), Duration.ofSeconds(60), Damage.OUT);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.PROCESS, Touch.STORE);
    }

    @Override
    public Injection aim(Aim aim) {
        return new OnSmallDisk(aim, new Holding(aim.draws().at("hold")));
    }

    private static final class Holding implements DiskTrouble {
        private static final Duration SHORTEST = Duration.ofMillis(50);
        private static final Duration LONGEST = Duration.ofMillis(400);
        private static final Duration PAUSE = Duration.ofMillis(100);
        private static final Duration SLOW = Duration.ofMillis(50);
        private static final Duration LIMIT = Duration.ofSeconds(20);
        private static final Duration POLL = Duration.ofMillis(10);

        private final AtomicInteger holds = new AtomicInteger();
        private final AtomicBoolean ending = new AtomicBoolean();
        private final AtomicReference<Optional<Thread>> thread = new AtomicReference<>(Optional.empty());
        private final AtomicReference<Optional<RuntimeException>> failed = new AtomicReference<>(Optional.empty());
        private final Draws draws;

        Holding(Draws draws) {
            this.draws = draws;
        }

        @Override
        public void begin(SmallDisk disk) {
            thread.set(Optional.of(Thread.ofVirtual().name("slow-disk").start(() -> hold(disk))));
        }

        private void hold(SmallDisk disk) {
            try {
                for (int i = 0; !ending.get(); i++) {
                    disk.hold(draws.at(i).between(SHORTEST, LONGEST));
                    holds.incrementAndGet();
                    Waiting.reached("the next hold", draws.at("pause", i).between(Duration.ZERO, PAUSE), POLL, ending::get);
                }
            } catch (RuntimeException e) {
                failed.set(Optional.of(e));
            }
        }

        @Override
        public String see(SmallDisk disk) {
            Duration[] took = {Duration.ZERO};
            boolean slow = Waiting.reached("a slow write", LIMIT, POLL, () -> {
                took[0] = written(disk);
                return failed.get().isPresent() || (holds.get() > 0 && took[0].compareTo(SLOW) >= 0);
            });
            failed.get().ifPresent(e -> {
                throw e;
            });
            if (!slow) {
                throw new IllegalStateException("no write took longer than " + SLOW.toMillis() + " ms in "
                        + holds.get() + " holds");
            }
            return "a write took " + took[0].toMillis() + " ms";
        }

        private static Duration written(SmallDisk disk) {
            try {
                return disk.write();
            } catch (IOException e) {
                throw new IllegalStateException("a write failed: " + e.getMessage(), e);
            }
        }

        /** A process that writes to a disk that is held cannot even be killed, so the hold ends before the server does. */
        @Override
        public void end(SmallDisk disk) {
            ending.set(true);
            boolean over = Waiting.reached("the last hold to end", LIMIT, POLL,
                    () -> thread.get().map(t -> !t.isAlive()).orElse(true));
            disk.letGo();
            if (!over) {
                throw new IllegalStateException("the last hold goes on " + LIMIT.toSeconds() + " s after it was to end");
            }
        }
    }
}
