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
    /** Of a busy machine, and of the way there and back. */
    private static final Duration NEAR = Duration.ofMillis(900);

    private TimeOfDay() {}

    /** How far it is ahead of us. */
    static Duration ahead(Server server) throws IOException {
        Instant said = OffsetDateTime.parse(server.monitor("varz", ASK).path("now").asText()).toInstant();
        return Duration.between(Instant.now(), said);
    }

    /** Waits until each is ahead of us by so much. */
    static String await(List<Server> servers, Duration by) {
        servers.forEach(server -> Waiting.until(
                server.name() + " to be " + by.toSeconds() + " s ahead", LIMIT, POLL, () -> {
                    try {
                        Duration ahead = ahead(server);
                        return ahead.minus(by).abs().compareTo(NEAR) <= 0
                                ? Waiting.Look.there(true)
                                : Waiting.Look.notYet(ahead.toMillis() + " ms ahead");
                    } catch (IOException e) {
                        return Waiting.Look.notYet(String.valueOf(e.getMessage()));
                    }
                }));
        return "ahead by %+d s: %s".formatted(by.toSeconds(), String.join(" ", servers.stream().map(Server::name).toList()));
    }
}
