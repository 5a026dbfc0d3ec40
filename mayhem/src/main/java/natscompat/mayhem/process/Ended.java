package natscompat.mayhem.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natscompat.mayhem.fault.Injection;
import natscompat.model.failure.FailureException;
import natscompat.platform.Server;
import natscompat.platform.Signal;

/** Processes ended by a signal and started again: what kill and restart have in common. */
final class Ended implements Injection {
    private final Set<Server> told = ConcurrentHashMap.newKeySet();
    private final Set<Server> forced = ConcurrentHashMap.newKeySet();
    private final Set<Server> started = ConcurrentHashMap.newKeySet();
    private final List<Server> targets;
    private final Signal signal;
    private final Lives lives;
    private final Comeback comeback;

    /** Started again all at one moment. */
    Ended(List<Server> targets, Signal signal) {
        this(targets, signal, Comeback.atOnce(targets));
    }

    /** Started again as the comeback says. */
    Ended(List<Server> targets, Signal signal, Comeback comeback) {
        this(targets, signal, comeback, Lives.of(targets));
    }

    /** From these lives on. */
    Ended(List<Server> targets, Signal signal, Comeback comeback, Lives lives) {
        this.targets = targets;
        this.signal = signal;
        this.lives = lives;
        this.comeback = comeback;
    }

    @Override
    public void inject() {
        targets.forEach(server -> {
            told.add(server);
            server.signal(signal);
        });
    }

    /**
     * Some may have ended by themselves: they count as told, so that they are started again. Those that a heal has started already
     * are left alone.
     */
    void endThoseThatRun() {
        told.addAll(targets);
        targets.stream().filter(server -> server.running() && !started.contains(server)).forEach(server -> server.signal(signal));
    }

    /** Whether a heal has started it again. */
    boolean hasStarted(Server server) {
        return started.contains(server);
    }

    @Override
    public String observe() {
        return lives.awaitGone();
    }

    /**
     * A process that was told to end may still be on its way out: it is waited for, and killed if it does not go, so that none
     * ends later and stays away.
     */
    @Override
    public void heal() {
        List<RuntimeException> failed = new ArrayList<>();
        for (Server server : comeback.order()) {
            if (told.contains(server)) {
                try {
                    startAgain(server);
                } catch (RuntimeException e) {
                    failed.add(e);
                }
            }
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
    }

    private void startAgain(Server server) {
        if (started.contains(server) && server.running()) {
            return;
        }
        if (!server.awaitExit(Lives.EXIT) && !lives.isNew(server)) {
            kill(server);
        }
        if (!server.running()) {
            comeback.gapBefore(server);
            server.start();
            started.add(server);
        }
    }

    private void kill(Server server) {
        try {
            server.signal(Signal.KILL);
            forced.add(server);
        } catch (FailureException e) {
            // It went meanwhile.
        }
        server.awaitExit(Lives.EXIT);
    }

    @Override
    public String observeHealed() {
        List<Server> survived = targets.stream().filter(s -> !started.contains(s)).toList();
        String killed = forced.isEmpty() ? "" : forced.stream().map(Server::name).sorted().collect(Collectors.joining(" "))
                + " did not end by itself and was killed";
        return Stream.of(lives.awaitNew(started), lives.awaitSame(survived), comeback.seen(started), killed)
                .filter(said -> !said.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
