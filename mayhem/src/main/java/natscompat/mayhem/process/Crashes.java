package natscompat.mayhem.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.mayhem.fault.Injection;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.Signal;

/** A loop of kills and starts in a virtual thread, from injection to heal. */
final class Crashes implements Injection {
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofMillis(1500);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int ENOUGH = 2;
    /** A round waits for a process to end and for its successor to start, in a pod of its own if need be (3 min). */
    private static final Duration ENDED = Duration.ofSeconds(200);

    private final AtomicBoolean killed = new AtomicBoolean();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicInteger crashes = new AtomicInteger();
    private final AtomicReference<Optional<Thread>> loop = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<RuntimeException>> failed = new AtomicReference<>(Optional.empty());
    private final List<Server> targets;
    private final Draws draws;
    private final Lives lives;
    private final Duration ended;

    Crashes(List<Server> targets, Draws draws) {
        this(targets, draws, ENDED);
    }

    Crashes(List<Server> targets, Draws draws, Duration ended) {
        this.ended = ended;
        this.targets = targets;
        this.draws = draws;
        this.lives = Lives.of(targets);
    }

    @Override
    public void inject() {
        loop.set(Optional.of(Thread.ofVirtual().name("crash-loop").start(this::crashAgainAndAgain)));
    }

    private void crashAgainAndAgain() {
        try {
            while (!ending.get()) {
                killed.set(true);
                targets.stream().filter(Server::running).forEach(server -> server.signal(Signal.KILL));
                lives.awaitGone();
                targets.forEach(Server::start);
                Duration life = draws.at("life", crashes.incrementAndGet()).between(SHORTEST, LONGEST);
                Waiting.reached("the end of a short life", life, POLL, ending::get);
            }
        } catch (RuntimeException e) {
            failed.set(Optional.of(e));
        }
    }

    @Override
    public String observe() {
        Waiting.reached("crashes", Duration.ofSeconds(20), POLL,
                () -> crashes.get() >= ENOUGH || failed.get().isPresent());
        failed.get().ifPresent(e -> {
            throw e;
        });
        if (crashes.get() < ENOUGH) {
            throw new IllegalStateException("only " + crashes.get() + " crashes in 20 s");
        }
        return "gone and started " + crashes.get() + " times: " + lives.names();
    }

    /** While its loop goes on nothing is healed: it would kill again. */
    @Override
    public void heal() {
        ending.set(true);
        if (!Waiting.reached("the crash loop to end", ended, POLL,
                () -> loop.get().map(thread -> !thread.isAlive()).orElse(true))) {
            throw new IllegalStateException("the crash loop goes on " + ended.toMillis() + " ms after it was to end");
        }
        targets.stream().filter(server -> !server.running()).forEach(Server::start);
    }

    @Override
    public String observeHealed() {
        return killed.get() ? lives.awaitNew(targets) + " after " + crashes.get() + " crashes" : lives.awaitSame();
    }
}
