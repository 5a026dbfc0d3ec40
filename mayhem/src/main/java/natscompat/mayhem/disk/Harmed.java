package natscompat.mayhem.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Answers;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.process.Outage;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.Signal;
import natscompat.platform.store.Store;

/**
 * A store changed while its server is stopped in good order (after a SIGKILL the Raft log would heal most damage by
 * replay, facts: nats.md 7.4). Seen by another digest; healed by a start, after which the group has to mend the replica.
 */
final class Harmed implements Injection {
    private static final Duration EXIT = Duration.ofSeconds(15);
    /** To read its store and the meta group's log, or to give up, which takes a second or two. */
    private static final Duration LIVES = Duration.ofSeconds(60);
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);

    private final AtomicReference<String> done = new AtomicReference<>("");
    private final AtomicReference<String> putBack = new AtomicReference<>("");
    private final AtomicReference<Optional<String>> chosen = new AtomicReference<>(Optional.empty());
    private final Outage outage;
    private final Server server;
    private final Harm harm;
    private final Evidence evidence;

    Harmed(Aim aim, Harm harm) {
        this.server = aim.targets().getFirst();
        this.harm = harm;
        this.evidence = Evidence.of(server, aim.id());
        this.outage = Outage.byTerm(aim.targets());
    }

    @Override
    public void inject() {
        outage.inject();
        if (!server.awaitExit(EXIT)) {
            throw new IllegalStateException(server.name() + " did not stop within " + EXIT.toSeconds() + " s");
        }
        try {
            Store store = server.stored();
            String path = harm.choose(store);
            String before = evidence.before(store, path);
            chosen.set(Optional.of(path));
            String what = harm.change(store, path);
            String after = evidence.after(store, path);
            if (after.equals(before)) {
                throw new IllegalStateException(what + " changed nothing: " + before);
            }
            done.set("%s: %s, %s -> %s".formatted(path, what, before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String observe() {
        return outage.observe() + "; " + done.get();
    }

    /**
     * Starts it on the damaged store. A server that does not live on it (seen: one flipped bit in a snapshot of the meta
     * group) gets back what was changed, as an operator with a backup would do.
     */
    @Override
    public void heal() {
        outage.heal();
        boolean settled = Waiting.reached(server.name() + " to answer or to give up", LIVES, POLL,
                () -> !server.running() || Answers.started(server));
        if (server.running() && (settled || answers())) {
            return;
        }
        if (server.running()) {
            server.signal(Signal.KILL);
        }
        server.awaitExit(EXIT);
        try {
            if (chosen.get().isPresent()) {
                evidence.putBack(server.stored(), chosen.get().get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            putBack.set("; it did not live on the damaged store, what was changed was put back");
            server.start();
        }
    }

    private boolean answers() {
        try {
            return !server.monitor("varz", ASK).path("server_id").asText().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String observeHealed() {
        return outage.observeHealed() + putBack.get();
    }
}
