package natscompat.mayhem.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.Signal;

/** A server whose process is a few fields. */
public final class FakeServer implements Server {
    /** What v2.14.5 says while it reads its stores. */
    private static final String NOT_YET =
            "failed to be ready for connections after 1ms: server: ok, clients: not ok, route: not ok";

    private final List<Signal> signals = new CopyOnWriteArrayList<>();
    private final AtomicInteger life = new AtomicInteger(1);
    private final AtomicInteger loads = new AtomicInteger();
    private final String name;
    private final int ordinal;
    private final String release;
    private volatile boolean running = true;
    private volatile boolean paused;
    private volatile boolean busy;
    private volatile boolean immortal;
    private final AtomicInteger startsThatFail = new AtomicInteger();
    private volatile boolean starting;
    private volatile Optional<Signal> deafTo = Optional.empty();
    private volatile boolean caughtUp = true;
    private volatile Map<String, List<Integer>> routes = Map.of();
    private volatile CountDownLatch mayStart = new CountDownLatch(0);
    private volatile Optional<Path> log = Optional.empty();
    private volatile boolean refusesWrites;
    private volatile boolean unlimited;
    private volatile Duration ahead = Duration.ZERO;
    private volatile Duration answerTime = Duration.ZERO;
    private volatile OffsetDateTime began = OffsetDateTime.now(ZoneOffset.UTC);

    FakeServer(String name, int ordinal, String release) {
        this.name = name;
        this.ordinal = ordinal;
        this.release = release;
    }

    /** From now on no signal has any effect. */
    public void beImmortal() {
        immortal = true;
    }

    /** It answers its monitoring port and nobody else yet. */
    public void setStarting(boolean now) {
        starting = now;
    }

    /** This signal has no effect. */
    public void beDeafTo(Signal signal) {
        deafTo = Optional.of(signal);
    }

    /** The process ends by itself. */
    public void die() {
        running = false;
    }

    /** The next starts fail. */
    public void failStarts(int times) {
        startsThatFail.set(times);
    }

    /** Whether it has caught up in every group, when it runs. */
    public void setCaughtUp(boolean now) {
        caughtUp = now;
    }

    /** A start takes until this is counted down. */
    public void waitAtStart(CountDownLatch latch) {
        mayStart = latch;
    }

    /** Its clock is ahead by so much, and each of its answers is so old when it arrives. */
    public void setClock(Duration ahead, Duration answerTime) {
        this.ahead = ahead;
        this.answerTime = answerTime;
    }

    /** It runs and answers nobody. */
    public void setBusy(boolean now) {
        busy = now;
    }

    /** Its routes: from the name of another server to the ids of the routes to it. */
    public void setRoutes(Map<String, List<Integer>> now) {
        routes = now;
    }

    /** From now on it writes this log: a line of each reload. */
    public void writeLog(Path file) {
        log = Optional.of(file);
    }

    /** From now on its writes go through, whatever limit it is given. */
    public void beUnlimited() {
        unlimited = true;
    }

    /** Every signal that it got. */
    public List<Signal> signals() {
        return List.copyOf(signals);
    }

    /** Whether it runs, is not paused and has caught up. */
    public boolean healthy() {
        return running && !paused && caughtUp;
    }

    /** Counts its starts, from 1. */
    public int life() {
        return life.get();
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
        return release;
    }

    @Override
    public String clientUrl() {
        return "nats://" + name;
    }

    @Override
    public OptionalLong pid() {
        return running ? OptionalLong.of(1000L * (ordinal + 1) + life.get()) : OptionalLong.empty();
    }

    @Override
    public boolean running() {
        return running;
    }

    @Override
    public Optional<Boolean> stopped() {
        return running ? Optional.of(paused) : Optional.empty();
    }

    @Override
    public JsonNode monitor(String pathAndQuery, Duration limit) throws IOException {
        if (!running || paused || busy) {
            throw new IOException("no answer from " + name);
        }
        String now = OffsetDateTime.now(ZoneOffset.UTC).plus(ahead).toString();
        if (answerTime.isPositive()) {
            Waiting.pause("an answer of " + name, answerTime);
        }
        if (pathAndQuery.equals("healthz")) {
            return Json.mapper().createObjectNode().put("status", starting ? "error" : "ok").put("error", starting ? NOT_YET : "");
        }
        if (pathAndQuery.equals("routez")) {
            return routez();
        }
        return Json.mapper()
                .createObjectNode()
                .put("now", now)
                .put("server_id", name + "#" + life.get())
                .put("start", began.toString())
                .put("config_load_time", "load " + loads.get());
    }

    private JsonNode routez() {
        ObjectNode routez = Json.mapper().createObjectNode();
        ArrayNode all = routez.putArray("routes");
        routes.forEach((server, ids) -> ids.forEach(id -> all.addObject().put("remote_name", server).put("rid", id)));
        return routez;
    }

    @Override
    public void signal(Signal signal) {
        if (!running) {
            throw Failure.deploy("signal " + name, "there is no process", "Start it first.");
        }
        signals.add(signal);
        if (immortal || deafTo.equals(Optional.of(signal))) {
            return;
        }
        switch (signal) {
            case KILL, TERM, INT, USR2 -> running = false;
            case STOP -> paused = true;
            case CONT -> paused = false;
            case HUP -> {
                log.filter(file -> unlimited || !refusesWrites).ifPresent(FakeServer::writeLine);
                loads.incrementAndGet();
            }
        }
    }

    private static void writeLine(Path file) {
        try {
            Files.writeString(file, "Reloaded server configuration\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String refuseWrites(boolean refuse) {
        refusesWrites = refuse;
        return "Max file size   " + (refuse ? "1" : "unlimited") + "   unlimited   bytes";
    }

    @Override
    public void start() {
        if (startsThatFail.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw Failure.deploy("start " + name, "told to fail", "Ask the test.");
        }
        Waiting.reached("leave to start", Duration.ofSeconds(30), Duration.ofMillis(1), () -> mayStart.getCount() == 0);
        life.incrementAndGet();
        began = OffsetDateTime.now(ZoneOffset.UTC);
        refusesWrites = false;
        paused = false;
        running = true;
    }

    @Override
    public boolean awaitExit(Duration limit) {
        return !running;
    }

    @Override
    public Path store() {
        return Path.of("store", name);
    }

    @Override
    public Path log() {
        return log.orElseGet(() -> Path.of("log", name));
    }

    @Override
    public boolean writesLog() {
        return log.isPresent();
    }
}
