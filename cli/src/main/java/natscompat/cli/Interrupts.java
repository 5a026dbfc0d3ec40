package natscompat.cli;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import natscompat.model.time.Waiting;
import natscompat.qualification.LastMoments;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and SIGTERM. The first one stops the run, which then heals and judges what is there; the second one ends the
 * process at once (the guards of the clusters end the servers). After SIGTERM or a hang-up the process is gone within
 * 20 s, since who sent it will send SIGKILL next. Thread-safe.
 */
public final class Interrupts {
    /** Exit code of an interrupted run (DESIGN.md). */
    static final int EXIT = 2;

    private final AtomicInteger heard = new AtomicInteger();
    private final Stoppable run;
    private final IntConsumer quit;
    private final PrintStream err;
    private final Optional<String> left;

    /** What is stopped. */
    @FunctionalInterface
    public interface Stoppable {
        /**
         * Ends early; called once, may take its time.
         *
         * @param why in words
         * @param moments how much time there is
         * @return whether there is anything that can be judged and written
         */
        boolean stop(String why, LastMoments moments);
    }

    Interrupts(Stoppable run, IntConsumer quit, PrintStream err) {
        this(run, quit, err, Optional.empty());
    }

    /** With what people are told when the process ends and the run does not. */
    Interrupts(Stoppable run, IntConsumer quit, PrintStream err, Optional<String> left) {
        this.left = left;
        this.run = run;
        this.quit = quit;
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
        Interrupts interrupts = new Interrupts(run, code -> Runtime.getRuntime().halt(code), err, left);
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
        if (heard.incrementAndGet() > 1) {
            err.println("nats-compat: quitting");
            quit();
            return;
        }
        boolean patient = name.equals("INT");
        String why = patient ? "Ctrl-C" : "SIG" + name;
        LastMoments moments = patient ? LastMoments.AT_LEISURE : LastMoments.AFTER_SIGTERM;
        err.println("nats-compat: " + why + ": stopping, healing, judging what is there"
                + (patient ? "; Ctrl-C again quits" : "; at most " + moments.all().toSeconds() + " s"));
        // Platform threads: virtual ones wait behind cells that are being judged, and that is pure computing.
        Thread.ofPlatform().daemon().name("stop").start(() -> stop(why, moments));
        if (!patient) {
            Thread.ofPlatform().daemon().name("after-" + name).start(() -> limit(why, moments));
        }
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
