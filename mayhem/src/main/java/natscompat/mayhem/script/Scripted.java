package natscompat.mayhem.script;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Injection;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.Signal;

/**
 * A script in a virtual thread, from injection to heal. Healing ends it after its present beat, lets every server run on
 * and starts those that are not there.
 */
final class Scripted implements Injection {
    private static final String EARLY = "ended early";
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicReference<Optional<Thread>> thread = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<RuntimeException>> failed = new AtomicReference<>(Optional.empty());
    private final Stage stage;
    private final List<Server> servers;
    private final BooleanSupplier stopping;
    private final Duration longest;
    private final Consumer<Stage> beats;
    private final Supplier<String> afterwards;

    /**
     * Prepares it.
     *
     * @param aim its targets are all that it may touch
     * @param longest time that it takes
     * @param beats in order
     * @param afterwards what to look at once everything runs again; the text goes into the event
     */
    Scripted(Aim aim, Duration longest, Consumer<Stage> beats, Supplier<String> afterwards) {
        this.servers = aim.targets();
        this.stopping = aim.stopping();
        this.stage = new Stage(() -> ending.get() || stopping.getAsBoolean());
        this.longest = longest;
        this.beats = beats;
        this.afterwards = afterwards;
    }

    @Override
    public void inject() {
        thread.set(Optional.of(Thread.ofVirtual().name("script").start(() -> {
            try {
                beats.accept(stage);
            } catch (Stage.Ending e) {
                stage.say(EARLY);
            } catch (RuntimeException e) {
                failed.set(Optional.of(e));
            }
        })));
    }

    private boolean over() {
        return thread.get().map(t -> !t.isAlive()).orElse(true);
    }

    @Override
    public String observe() {
        if (!Waiting.reached("a script to be played", longest, POLL, this::over)) {
            throw new IllegalStateException("not over after " + longest.toSeconds() + " s");
        }
        failed.get().ifPresent(e -> {
            throw e;
        });
        if (stage.seen().endsWith(EARLY)) {
            throw new IllegalStateException(stage.seen());
        }
        return stage.seen();
    }

    /** While its beats go on nothing is healed: the next one would pause or kill again. */
    @Override
    public void heal() {
        ending.set(true);
        if (!Waiting.reached("the present beat to end", longest, POLL, this::over)) {
            throw new IllegalStateException("the script goes on " + longest.toSeconds() + " s after it was to end");
        }
        List<RuntimeException> failed = new ArrayList<>();
        // A start may take minutes in a pod: those that are only paused do not wait for it.
        each(Server::running, server -> server.signal(Signal.CONT), failed);
        each(server -> !server.running(), Server::start, failed);
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
    }

    private void each(Predicate<Server> which, Consumer<Server> what, List<RuntimeException> failed) {
        for (Server server : servers) {
            try {
                if (which.test(server)) {
                    what.accept(server);
                }
            } catch (RuntimeException e) {
                failed.add(e);
            }
        }
    }

    @Override
    public String observeHealed() {
        servers.forEach(server -> Waiting.until(server.name() + " to answer", ANSWER, POLL, () -> {
            try {
                server.monitor("varz", Duration.ofSeconds(1));
                return Waiting.Look.there(true);
            } catch (IOException e) {
                return Waiting.Look.notYet(String.valueOf(e.getMessage()));
            }
        }));
        return "all answer" + afterwards.get();
    }
}
