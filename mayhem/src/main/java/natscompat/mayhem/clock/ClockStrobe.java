package natscompat.mayhem.clock;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
import natscompat.platform.Server;

/** A clock that jumps forward and back again and again (Jepsen's strobe, facts: bugs.md 1). */
public final class ClockStrobe implements Fault {
    private static final FaultType TYPE = new FaultType(
            "clock-strobe", "lets the time of day that its targets see jump 1-10 s forward and back, several times a second",
            "2.9.0", Set.of("server-clock"), Duration.ofMinutes(10), Damage.NONE);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.PROCESS);
    }

    @Override
    public Injection aim(Aim aim) {
        return new Strobe(aim.targets(), aim.draws());
    }

    private static final class Strobe implements Injection {
        private static final Duration SHORTEST = Duration.ofMillis(100);
        private static final Duration LONGEST = Duration.ofMillis(500);
        private static final Duration LIMIT = Duration.ofSeconds(20);
        private static final Duration POLL = Duration.ofMillis(10);
        private static final Duration OFF = Duration.ofMillis(500);

        private final AtomicBoolean ending = new AtomicBoolean();
        private final AtomicInteger jumps = new AtomicInteger();
        private final AtomicReference<Optional<Thread>> thread = new AtomicReference<>(Optional.empty());
        private final AtomicReference<Optional<RuntimeException>> failed = new AtomicReference<>(Optional.empty());
        private final List<Server> targets;
        private final Draws draws;

        Strobe(List<Server> targets, Draws draws) {
            this.targets = targets;
            this.draws = draws;
        }

        @Override
        public void inject() {
            thread.set(Optional.of(Thread.ofVirtual().name("clock-strobe").start(this::jump)));
        }

        private void jump() {
            try {
                while (!ending.get()) {
                    int count = jumps.getAndIncrement();
                    Duration by = count % 2 == 0
                            ? Duration.ofSeconds(draws.at("seconds", count).between(1, 10))
                            : Duration.ZERO;
                    targets.forEach(server -> server.shiftClock(by));
                    Waiting.reached("the next jump", draws.at(count).between(SHORTEST, LONGEST), POLL, ending::get);
                }
            } catch (RuntimeException e) {
                failed.set(Optional.of(e));
            }
        }

        @Override
        public String observe() {
            boolean[] seen = new boolean[2];
            Server first = targets.getFirst();
            boolean both = Waiting.reached("a clock that is wrong at one time and right at another", LIMIT, POLL, () -> {
                try {
                    boolean off = TimeOfDay.ahead(first).compareTo(OFF) > 0;
                    seen[off ? 1 : 0] = true;
                } catch (IOException e) {
                    // The next look may be answered.
                }
                return failed.get().isPresent() || (seen[0] && seen[1]);
            });
            failed.get().ifPresent(e -> {
                throw e;
            });
            if (!both) {
                throw new IllegalStateException("the clock of " + first.name() + " was never seen to jump");
            }
            return "the clock of " + first.name() + " was wrong at one time and right at another";
        }

        /** While its jumps go on nothing is healed: two that write one clock at a time may break the process. */
        @Override
        public void heal() {
            ending.set(true);
            if (!Waiting.reached("the last jump of a clock", LIMIT, POLL,
                    () -> thread.get().map(t -> !t.isAlive()).orElse(true))) {
                throw new IllegalStateException("its jumps go on " + LIMIT.toSeconds() + " s after they were to end");
            }
            targets.stream().filter(Server::running).forEach(server -> server.shiftClock(Duration.ZERO));
        }

        @Override
        public String observeHealed() {
            return TimeOfDay.await(targets, Duration.ZERO) + ", after " + jumps.get() + " jumps";
        }
    }
}
