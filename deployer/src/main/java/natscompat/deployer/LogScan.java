package natscompat.deployer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.model.history.Event;
import natscompat.model.release.ServerVersion;
import natscompat.model.time.RunClock;

/**
 * Finds lines in a server's log, of all its lives, that a healthy server does not write. What they mean is decided
 * elsewhere: a lost quorum inside a fault, for one, is no finding. Each kind is reported at most 20 times a life.
 * Stateless and thread-safe.
 */
public final class LogScan {
    private static final int MOST = 20;
    private static final int LONGEST = 500;
    private static final Pattern LINE =
            Pattern.compile("^\\[(\\d+)] (\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}) \\[\\w+] (.*)$");
    private static final Pattern VERSION = Pattern.compile("^\\s*Version:\\s+(\\S+)$");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS");

    private LogScan() {}

    /** Which release a process ran. */
    public interface Ran {
        /**
         * The name of the release, or empty.
         *
         * @param at on the cell's clock: in two pods, one after the other, processes may have the same id
         */
        String release(long pid, long at);
    }

    /**
     * Scans the log file of one server.
     *
     * @param clock of the cell
     * @param events of the cell: they say which process ran which release
     * @return in the order of the log; empty when there is no log
     * @throws IOException when the log is there and cannot be read
     */
    public static List<Event.LogAlarm> file(Path log, String server, RunClock clock, List<Event> events)
            throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        // Bytes of messages may stand in a log line, so it need not be UTF-8.
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return lines(lines, server, clock.origin(), ZoneId.systemDefault(), ran(server, events));
    }

    /**
     * Scans log lines.
     *
     * @param origin wall time of nanosecond 0 of the cell's clock
     * @param zone the server's time zone: it logs local time
     * @param ran which process ran which release
     */
    public static List<Event.LogAlarm> lines(
            List<String> lines, String server, Instant origin, ZoneId zone, Ran ran) {
        List<Event.LogAlarm> alarms = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        Optional<ServerVersion> version = Optional.empty();
        long pid = 0;
        long at = 0;
        for (String line : lines) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                pid = Long.parseLong(parts.group(1));
                at = nanos(parts.group(2), origin, zone).orElse(at);
                Matcher announced = VERSION.matcher(parts.group(3));
                version = announced.matches() ? ServerVersion.parse(announced.group(1)) : version;
            }
            Optional<LogPattern> alarm = LogPattern.alarm(line, version);
            if (alarm.isPresent() && counts.merge(pid + alarm.get().name(), 1, Integer::sum) <= MOST) {
                alarms.add(new Event.LogAlarm(at, server, ran.release(pid, at), alarm.get().name(),
                        line.substring(0, Math.min(line.length(), LONGEST))));
            }
        }
        return List.copyOf(alarms);
    }

    private static Optional<Long> nanos(String time, Instant origin, ZoneId zone) {
        try {
            Instant wall = LocalDateTime.parse(time, TIME).atZone(zone).toInstant();
            return Optional.of(Duration.between(origin, wall).toNanos());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Ran ran(String server, List<Event> events) {
        Map<Long, String> last = new HashMap<>();
        List<Event.ServerEnded> ends = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.ServerStarted started && started.server().equals(server)) {
                last.put(started.pid(), started.release());
            } else if (event instanceof Event.ServerEnded ended && ended.server().equals(server)) {
                last.put(ended.pid(), ended.release());
                ends.add(ended);
            }
        }
        return (pid, at) -> ends.stream()
                .filter(end -> end.pid() == pid && end.at() >= at)
                .map(Event.ServerEnded::release)
                .findFirst()
                .orElseGet(() -> last.getOrDefault(pid, ""));
    }
}
