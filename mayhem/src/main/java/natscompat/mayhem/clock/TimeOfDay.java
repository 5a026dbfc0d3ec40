package natscompat.mayhem.clock;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;

/** What time of day servers say it is (varz {@code now}), beside our own. Stateless. */
final class TimeOfDay {
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(20);
    /** An answer that took longer says nothing of a jump of one second. */
    private static final Duration ROUND_TRIP = Duration.ofMillis(200);
    /** Half a round trip each way, and what a clock drifts. */
    private static final Duration NEAR = Duration.ofMillis(400);

    private TimeOfDay() {}

    /**
     * How far it is ahead of us.
     *
     * @throws IOException when it did not answer, or took too long for the answer to mean anything
     */
    static Duration ahead(Server server) throws IOException {
        long asked = System.nanoTime();
        Instant before = Instant.now();
        Instant said = OffsetDateTime.parse(server.monitor("varz", ASK).path("now").asText()).toInstant();
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        if (took.compareTo(ROUND_TRIP) > 0) {
            throw new IOException("the answer took " + took.toMillis() + " ms");
        }
        return Duration.between(before.plus(took.dividedBy(2)), said);
    }

    /** Whether it is ahead of us by so much. */
    static boolean isAhead(Duration ahead, Duration by) {
        return ahead.minus(by).abs().compareTo(NEAR) <= 0;
    }

    /** Waits until each is ahead of us by so much. */
    static String await(List<Server> servers, Duration by) {
        servers.forEach(server -> Waiting.until(
                server.name() + " to be " + by.toSeconds() + " s ahead", LIMIT, POLL, () -> {
                    try {
                        Duration ahead = ahead(server);
                        return isAhead(ahead, by)
                                ? Waiting.Look.there(true)
                                : Waiting.Look.notYet(ahead.toMillis() + " ms ahead");
                    } catch (IOException e) {
                        return Waiting.Look.notYet(String.valueOf(e.getMessage()));
                    }
                }));
        return "ahead by %+d s: %s".formatted(by.toSeconds(), String.join(" ", servers.stream().map(Server::name).toList()));
    }
}
