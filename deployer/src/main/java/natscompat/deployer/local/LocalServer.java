package natscompat.deployer.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.deployer.host.ServerClock;
import natscompat.deployer.host.SmallLoopDisk;
import natscompat.deployer.process.StartTime;
import natscompat.deployer.process.WriteLimit;
import natscompat.deployer.server.LogTail;
import natscompat.deployer.server.Managed;
import natscompat.deployer.server.Monitoring;
import natscompat.deployer.server.Proof;
import natscompat.deployer.server.Witness;
import natscompat.generator.Address;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.plan.ServerName;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Waiting;
import natscompat.platform.Signal;
import natscompat.platform.SmallDisk;

/**
 * One server: a name, addresses and files that stay, and one process after another. Everything that happens to a process
 * becomes an event. Thread-safe.
 */
final class LocalServer implements Managed {
    private static final int LAST_LINES = 20;
    private static final int LAST_WORDS = 5;

    private final String name;
    private final int ordinal;
    private final Address client;
    private final Monitoring monitoring;
    private final ServerFiles files;
    private final ClusterContext context;
    private final ReentrantLock starting = new ReentrantLock();
    private final AtomicReference<BuiltRelease> release;
    private final AtomicInteger joined = new AtomicInteger();
    private final AtomicReference<Optional<Life>> life = new AtomicReference<>(Optional.empty());

    LocalServer(
            String name,
            int ordinal,
            Address client,
            Address monitor,
            ServerFiles files,
            ClusterContext context,
            BuiltRelease release) {
        this.name = name;
        this.ordinal = ordinal;
        this.client = client;
        this.monitoring = new Monitoring(monitor);
        this.files = files;
        this.context = context;
        this.release = new AtomicReference<>(release);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public String release() {
        return release.get().name();
    }

    @Override
    public String natsName() {
        return ServerName.joined(name, joined.get());
    }

    /** From the next start on NATS knows it under a new name. */
    void joinAnew() {
        joined.incrementAndGet();
    }

    /** The release that it is to run now. */
    @Override
    public BuiltRelease built() {
        return release.get();
    }

    /** From the next start on it runs this one. */
    void become(BuiltRelease next) {
        release.set(next);
    }

    @Override
    public String clientUrl() {
        return "nats://" + client;
    }

    @Override
    public OptionalLong pid() {
        return life.get().filter(Life::alive).map(l -> OptionalLong.of(l.pid())).orElse(OptionalLong.empty());
    }

    @Override
    public boolean running() {
        return life.get().filter(Life::alive).isPresent();
    }

    @Override
    public Optional<Life> life() {
        return life.get();
    }

    ServerFiles files() {
        return files;
    }

    @Override
    public Path store() {
        return files.store();
    }

    @Override
    public SmallDisk ontoSmallDisk() {
        return SmallLoopDisk.under(files.store(), context.starter().owner().toString());
    }

    @Override
    public void shiftClock(Duration by) {
        Life now = life.get().filter(Life::alive).orElseThrow(() -> Failure.deploy(
                "shift the clock of " + name, "it has no process", "See its log in the run folder."));
        ServerClock.shift(now.pid(), by, new ServerClock.Pausing() {
            @Override
            public void stop() {
                context.signals().send(Signal.STOP, now.process());
            }

            @Override
            public void go() {
                context.signals().send(Signal.CONT, now.process());
            }
        });
    }

    @Override
    public String refuseWrites(boolean refuse) {
        Life now = life.get().filter(Life::alive).orElseThrow(() -> Failure.deploy(
                "limit what " + name + " writes", "it has no process", "See its log in the run folder."));
        try {
            return WriteLimit.set(now.pid(), refuse);
        } catch (IOException e) {
            throw Failure.deploy("limit what " + name + " writes", String.valueOf(e.getMessage()),
                    "It takes Linux, and a server of our own user.").causedBy(e);
        }
    }

    @Override
    public Path log() {
        return files.log();
    }

    @Override
    public boolean writesLog() {
        return true;
    }

    @Override
    public boolean empty() {
        return !Files.exists(files.store());
    }

    @Override
    public JsonNode monitor(String pathAndQuery, Duration limit) throws IOException {
        Life now = life.get().filter(Life::alive).orElseThrow(() -> new IOException(name + " has no process"));
        JsonNode answer = monitoring.ask(pathAndQuery, limit);
        Optional<String> expected = now.serverId();
        String id = answer.path("server_id").asText("");
        if (expected.isPresent() && !id.isEmpty() && !id.equals(expected.get())) {
            throw new IOException("another server (" + id + ") answers in the place of " + name);
        }
        return answer;
    }

    @Override
    public void signal(Signal signal) {
        Life now = life.get().filter(Life::alive).orElseThrow(() -> Failure.deploy(
                "send " + signal + " to " + name, "it has no process", "See its log in the run folder."));
        switch (signal) {
            case KILL -> now.end();
            case TERM -> {
                now.told().set(true);
                now.process().destroy();
            }
            case INT, USR2 -> {
                now.told().set(true);
                context.signals().send(signal, now.process());
            }
            case STOP, CONT, HUP -> context.signals().send(signal, now.process());
        }
    }

    @Override
    public boolean awaitExit(Duration limit) {
        return life.get().map(l -> l.awaitEnd(limit)).orElse(true);
    }

    @Override
    public void start() {
        starting.lock();
        try {
            if (life.get().filter(l -> !l.ended().isDone()).isPresent()) {
                throw Failure.deploy("start " + name, "its process still runs", "Stop it first.");
            }
            BuiltRelease now = release.get();
            Life begun = Life.of(launch(now), life.get().map(Life::number).orElse(0) + 1, now);
            life.set(Optional.of(begun));
            Thread.ofVirtual().name("watch-" + name).start(() -> watch(begun));
            Thread.ofVirtual().name("prove-" + name).start(() -> prove(begun));
        } catch (IOException e) {
            throw Failure.deploy("start " + name, String.valueOf(e.getMessage()), "See " + files.log() + ".").causedBy(e);
        } finally {
            starting.unlock();
        }
    }

    /** The process waits until the guard knows it; only then it becomes a server. */
    private Process launch(BuiltRelease now) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(ServerMemory.limit()));
        arguments.addAll(Session.own(
                List.of(now.binary().toAbsolutePath().toString(), "-c", files.conf().toString())));
        ProcessBuilder builder = new ProcessBuilder(Starter.script("launch.sh", "nats-compat-launch", arguments));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
        Process process = context.starter().start(builder);
        try (OutputStream gate = process.getOutputStream()) {
            String began = StartTime.of(process.pid())
                    .orElseThrow(() -> new IOException("the process went away at once"));
            context.guard().watch(process.pid(), began);
            gate.write("go\n".getBytes(StandardCharsets.US_ASCII));
            return process;
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private void watch(Life of) {
        try {
            int exit = of.process().waitFor();
            try {
                ended(of, exit);
            } finally {
                // Whoever waits for the end must not wait for ever because its record could not be written.
                of.ended().complete(exit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended(Life of, int exit) {
        boolean told = of.told().get();
        context.guard().forget(of.pid());
        context.emit(at -> new Event.ServerEnded(at, name, of.release().name(), told, exit, of.pid(), of.number(),
                told ? List.of() : LogTail.of(files.log(), LAST_LINES)));
        of.proven().completeExceptionally(Failure.deploy("start " + name + " on " + of.release().name(),
                "it ended with status " + exit + " before it answered; its last words: "
                        + String.join(" | ", LogTail.of(files.log(), LAST_WORDS)),
                "See " + files.log() + "."));
    }

    private void prove(Life of) {
        try {
            Proof.Shown shown = new Proof(natsName(), context.ownerTag(), of.release(), witness(of)).await();
            // Recorded before anyone can act on it, so that no later event of this life comes first.
            context.emit(at -> new Event.ServerStarted(at, name, ordinal, of.release().name(), shown.version(),
                    shown.commit(), shown.sha256(), shown.serverId(), of.pid(), of.number()));
            of.proven().complete(shown.serverId());
        } catch (FailureException e) {
            if (of.alive()) {
                of.proven().completeExceptionally(e);
            }
        } catch (Waiting.Interrupted e) {
            Thread.currentThread().interrupt();
        }
    }

    private Witness witness(Life of) {
        return new Witness() {
            @Override
            public boolean alive() {
                return of.alive();
            }

            @Override
            public String address() {
                return monitoring.address().toString();
            }

            @Override
            public JsonNode varz(Duration limit) throws IOException {
                return monitoring.ask("varz", limit);
            }

            @Override
            public String sha256() throws IOException {
                return context.digests().running(of.pid(), of.release().binary());
            }
        };
    }
}
