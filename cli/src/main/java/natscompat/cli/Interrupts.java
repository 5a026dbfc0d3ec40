package natscompat.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import natscompat.model.time.Waiting;
import natscompat.qualification.LastMoments;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and SIGTERM. The first one stops the run, which then heals and judges what is there; a second Ctrl-C ends the
 * process at once (the guards of the clusters end the servers). After SIGTERM or a hang-up the process is gone within
 * 20 s, since who sent it will send SIGKILL next; that holds after a Ctrl-C, too, and is not hastened by another one:
 * build agents send both, and a terminal that closes hangs up twice. Thread-safe.
 */
public final class Interrupts {
    /** Exit code of an interrupted run (DESIGN.md). */
    static final int EXIT = 2;

    /** One key press can come twice: from the terminal, and from a parent that hands on what it got. */
    private static final Duration SAME_PRESS = Duration.ofMillis(300);

    private final Stoppable run;
    private final IntConsumer quit;
    private final LongSupplier nanos;
    private final PrintStream err;
    private final Optional<String> left;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean pressed;
    private long pressedAt;
    private boolean hurries;

    /** What a signal leads to. */
    private enum Answer {
        STOP,
        HURRY,
        WARN,
        QUIT,
        NOTHING
    }

    /** What is stopped. */
    @FunctionalInterface
    public interface Stoppable {
        /**
         * Ends early; may take its time. Called again, for less time, when SIGTERM follows a Ctrl-C.
         *
         * @param why in words
         * @param moments how much time there is
         * @return whether there is anything that can be judged and written
         */
        boolean stop(String why, LastMoments moments);
    }

    Interrupts(Stoppable run, IntConsumer quit, LongSupplier nanos, PrintStream err) {
        this(run, quit, nanos, err, Optional.empty());
    }

    /** With what people are told when the process ends and the run does not. */
    Interrupts(Stoppable run, IntConsumer quit, LongSupplier nanos, PrintStream err, Optional<String> left) {
        this.left = left;
        this.run = run;
        this.quit = quit;
        this.nanos = nanos;
        this.err = err;
    }

    /** Hands the signals back. */
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /** Listens from now on, instead of whoever did. */
    public static Listening listen(Stoppable run, PrintStream err) {
        return listen(run, Optional.empty(), err);
    }

    private static Listening listen(Stoppable run, Optional<String> left, PrintStream err) {
        Interrupts interrupts = new Interrupts(run, code -> Runtime.getRuntime().halt(code), System::nanoTime, err, left);
        Map<Signal, SignalHandler> before = new HashMap<>();
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signal signal = new Signal(name);
            before.put(signal, Signal.handle(signal, heard -> interrupts.heard(heard.getName())));
        }
        return () -> before.forEach(Signal::handle);
    }

    /**
     * Listens for a run that goes on elsewhere: Ctrl-C and SIGTERM stop the run, a terminal that goes away leaves it. The time
     * after SIGTERM is rarely enough for its cells to end and its folder to come home.
     *
     * @param left what people are told when the run goes on without them
     */
    public static Listening listenFromAfar(Stoppable run, String left, PrintStream err) {
        Listening listening = listen(run, Optional.of(left), err);
        Signal.handle(new Signal("HUP"), signal -> {
            err.println("nats-compat: SIGHUP: " + left);
            Runtime.getRuntime().halt(EXIT);
        });
        return listening;
    }

    /**
     * Ends the process at the first signal, for work that keeps nothing in mind.
     *
     * @param words what people are told then
     */
    public static void quit(String words, PrintStream err) {
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(name), signal -> {
                err.println("nats-compat: " + (name.equals("INT") ? "Ctrl-C" : "SIG" + name) + ": stopped; " + words);
                Runtime.getRuntime().halt(EXIT);
            });
        }
    }

    /** A signal came. */
    void heard(String name) {
        boolean patient = name.equals("INT");
        switch (patient ? afterPress() : afterOrder()) {
            case STOP -> begin("Ctrl-C", LastMoments.AT_LEISURE, "; Ctrl-C again quits");
            case HURRY -> {
                LastMoments moments = LastMoments.AFTER_SIGTERM;
                begin("SIG" + name, moments, "; at most " + moments.all().toSeconds() + " s");
                Thread.ofPlatform().daemon().name("after-" + name).start(() -> limit("SIG" + name, moments));
            }
            case WARN -> err.println("nats-compat: stopping already; Ctrl-C again quits");
            case QUIT -> {
                err.println("nats-compat: quitting");
                quit();
            }
            case NOTHING -> {
                // The run is ending, and there is nothing that it could do faster.
            }
        }
    }

    private Answer afterPress() {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            boolean before = pressed;
            if (before && now - pressedAt < SAME_PRESS.toNanos()) {
                return Answer.NOTHING;
            }
            pressed = true;
            pressedAt = now;
            if (before) {
                return Answer.QUIT;
            }
            return hurries ? Answer.WARN : Answer.STOP;
        } finally {
            lock.unlock();
        }
    }

    private Answer afterOrder() {
        lock.lock();
        try {
            Answer answer = hurries ? Answer.NOTHING : Answer.HURRY;
            hurries = true;
            return answer;
        } finally {
            lock.unlock();
        }
    }

    private void begin(String why, LastMoments moments, String then) {
        err.println("nats-compat: " + why + ": stopping, healing, judging what is there" + then);
        // Platform threads: virtual ones wait behind cells that are being judged, and that is pure computing.
        Thread.ofPlatform().daemon().name("stop").start(() -> stop(why, moments));
    }

    private void stop(String why, LastMoments moments) {
        if (!run.stop(why, moments)) {
            err.println("nats-compat: nothing has begun; quitting");
            quit();
        }
    }

    private void limit(String why, LastMoments moments) {
        Waiting.pause("the run to judge and write after " + why, moments.all());
        err.println("nats-compat: the time after " + why + " is over; quitting");
        quit();
    }

    private void quit() {
        left.ifPresent(text -> err.println("nats-compat: " + text));
        quit.accept(EXIT);
    }
}
