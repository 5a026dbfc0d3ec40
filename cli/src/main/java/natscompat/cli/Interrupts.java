package natscompat.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import natscompat.model.time.Waiting;
import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM. The first one stops the run, which then heals and judges what is there; the second one ends the
 * process at once (the guards of the clusters end the servers). After SIGTERM or a hang-up there are 20 s, since who
 * sent it will send SIGKILL next. Thread-safe.
 */
public final class Interrupts {
    /** Exit code of an interrupted run (DESIGN.md). */
    static final int EXIT = 2;

    private static final Duration AFTER_TERM = Duration.ofSeconds(20);

    private final AtomicInteger heard = new AtomicInteger();
    private final Consumer<String> stop;
    private final IntConsumer quit;
    private final PrintStream err;

    Interrupts(Consumer<String> stop, IntConsumer quit, PrintStream err) {
        this.stop = stop;
        this.quit = quit;
        this.err = err;
    }

    /**
     * Listens from now on, instead of the JVM.
     *
     * @param stop is told once, in words, why to stop; may take its time
     */
    public static void listen(Consumer<String> stop, PrintStream err) {
        Interrupts interrupts = new Interrupts(stop, code -> Runtime.getRuntime().halt(code), err);
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(name), signal -> interrupts.heard(signal.getName()));
        }
    }

    /**
     * Listens from now on for a run that goes on elsewhere: Ctrl-C and SIGTERM stop the run, a terminal that goes away
     * leaves it.
     *
     * @param stop is told once, in words, why to stop
     * @param left what people are told when the run goes on without them
     */
    public static void listenFromAfar(Consumer<String> stop, String left, PrintStream err) {
        listen(stop, err);
        Signal.handle(new Signal("HUP"), signal -> {
            err.println("nats-compat: SIGHUP: " + left);
            Runtime.getRuntime().halt(EXIT);
        });
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
            quit.accept(EXIT);
            return;
        }
        boolean patient = name.equals("INT");
        String why = patient ? "Ctrl-C" : "SIG" + name;
        err.println("nats-compat: " + why + ": stopping, healing, judging what is there"
                + (patient ? "; Ctrl-C again quits" : "; at most " + AFTER_TERM.toSeconds() + " s"));
        Thread.ofVirtual().name("stop").start(() -> stop.accept(why));
        if (!patient) {
            Thread.ofVirtual().name("after-" + name).start(() -> {
                Waiting.pause("the run to judge and write after SIG" + name, AFTER_TERM);
                err.println("nats-compat: the time after SIG" + name + " is over; quitting");
                quit.accept(EXIT);
            });
        }
    }
}
