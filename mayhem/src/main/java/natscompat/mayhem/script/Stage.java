package natscompat.mayhem.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import natscompat.mayhem.fault.Silence;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.Signal;

/** What beats of a script do with servers, each seen from outside before the next one comes. Used by one thread. */
final class Stage {
    private static final Duration EXIT = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(50);
    /** For what a beat asks a server or its sidecar besides. */
    private static final Duration ORDERS = Duration.ofSeconds(5);

    private final List<String> seen = new ArrayList<>();
    private final BooleanSupplier ending;

    Stage(BooleanSupplier ending) {
        this.ending = ending;
    }

    /** Ends the script between two beats. */
    static final class Ending extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** No more than so many servers that are paused, killed and started one after another take, on any platform. */
    static Duration longest(int paused, int killed, int started) {
        Duration pausing = Silence.LIMIT.plus(ORDERS).multipliedBy(paused);
        Duration killing = EXIT.plus(ORDERS).multipliedBy(killed);
        return pausing.plus(killing).plus(Server.LONGEST_START.plus(ORDERS).multipliedBy(started));
    }

    /** Lets this time pass, or ends the script when it is to heal. */
    void hold(Duration time) {
        if (Waiting.reached("a beat of a script", time, POLL, ending)) {
            throw new Ending();
        }
    }

    /** Waits for what a look finds, or ends the script when it is to heal. */
    String await(String what, Duration limit, Supplier<Optional<String>> look) {
        AtomicReference<Optional<String>> found = new AtomicReference<>(Optional.empty());
        Waiting.reached(what, limit, POLL, () -> {
            found.set(look.get());
            return found.get().isPresent() || ending.getAsBoolean();
        });
        if (found.get().isEmpty() && ending.getAsBoolean()) {
            throw new Ending();
        }
        return found.get().orElseThrow(
                () -> new IllegalStateException("no " + what + " within " + limit.toSeconds() + " s"));
    }

    void pause(Collection<Server> servers) {
        servers.forEach(server -> server.signal(Signal.STOP));
        servers.forEach(Silence::await);
        say("paused", servers);
    }

    void resume(Collection<Server> servers) {
        servers.forEach(server -> server.signal(Signal.CONT));
        say("resumed", servers);
    }

    void kill(Collection<Server> servers) {
        servers.forEach(server -> server.signal(Signal.KILL));
        servers.forEach(server -> {
            if (!server.awaitExit(EXIT)) {
                throw new IllegalStateException(server.name() + " still exists");
            }
        });
        say("killed", servers);
    }

    void start(Collection<Server> servers) {
        servers.forEach(Server::start);
        say("started", servers);
    }

    void say(String what) {
        seen.add(what);
    }

    private void say(String what, Collection<Server> servers) {
        seen.add(what + " " + servers.stream().map(Server::name).collect(Collectors.joining(" ")));
    }

    String seen() {
        return String.join(", ", seen);
    }
}
