package natscompat.deployer.local;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import natscompat.model.failure.Failure;
import natscompat.model.time.Waiting;
import natscompat.platform.Signal;

/**
 * Sends the signals that the JDK cannot send itself, by the shell's own kill. Thread-safe.
 *
 * @param starter starts the shell
 */
record Signals(Starter starter) {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(2);

    /** Returns when the signal was sent. A process of ours that has just ended is not an error. */
    void send(Signal signal, Process process) {
        String pid = Long.toString(process.pid());
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    List.of("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "nats-compat-signal", signal.name(), pid));
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
            Process kill = starter.start(builder);
            boolean over = Waiting.reached("signal " + signal, LIMIT, POLL, () -> !kill.isAlive());
            if (!over || (kill.exitValue() != 0 && process.isAlive())) {
                throw Failure.deploy("send " + signal + " to process " + pid,
                        over ? "kill ended with " + kill.exitValue() : "kill did not end within " + LIMIT.toSeconds() + " s",
                        "The machine may be overloaded; run fewer cells side by side with --parallel.");
            }
        } catch (IOException e) {
            throw Failure.deploy("send " + signal + " to process " + pid, String.valueOf(e.getMessage()),
                    "A POSIX shell must be there as /bin/sh.").causedBy(e);
        }
    }
}
