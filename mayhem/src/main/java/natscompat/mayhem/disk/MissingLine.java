package natscompat.mayhem.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import natscompat.mayhem.fault.Answers;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.Signal;

/**
 * A write of a server that failed, seen from outside at any moment, with load or without: told to read its configuration
 * again (SIGHUP), every release from 2.9 on writes a line of that into its log before varz tells the new time. A log that has
 * not grown by then lacks it. Immutable.
 *
 * @param server writes its log itself
 * @param loaded when it had read its configuration, before that
 */
record MissingLine(Server server, String loaded) {
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);

    /**
     * Asks when it read its configuration.
     *
     * @throws natscompat.mayhem.fault.NotPossible when it does not answer
     */
    static MissingLine of(Server server) {
        return new MissingLine(server, Answers.of(server, "config_load_time"));
    }

    /**
     * Makes it write, while its writes are to fail.
     *
     * @return what was seen
     * @throws IllegalStateException when its log has grown
     */
    String await() {
        long before = size();
        server.signal(Signal.HUP);
        String now = Waiting.until("a reload of " + server.name(), LIMIT, POLL, this::reloaded);
        long grown = size() - before;
        if (grown > 0) {
            throw new IllegalStateException(server.name() + " wrote " + grown + " bytes to its log");
        }
        return server.name() + " read its configuration again at " + now + " and its log has no line of it";
    }

    private Waiting.Look<String> reloaded() {
        try {
            String now = server.monitor("varz", ASK).path("config_load_time").asText();
            return now.isEmpty() || now.equals(loaded)
                    ? Waiting.Look.notYet("config_load_time " + now)
                    : Waiting.Look.there(now);
        } catch (IOException e) {
            return Waiting.Look.notYet(String.valueOf(e.getMessage()));
        }
    }

    private long size() {
        try {
            return Files.size(server.log());
        } catch (IOException e) {
            throw new UncheckedIOException("look at the log of " + server.name(), e);
        }
    }
}
