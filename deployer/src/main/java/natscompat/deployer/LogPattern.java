package natscompat.deployer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import natscompat.model.release.ServerVersion;

/**
 * A kind of line in a server's log (facts/nats.md 8).
 *
 * @param name what {@code LogAlarm.pattern} says
 * @param line regular expression, found anywhere in the line
 * @param alarming whether a healthy server does not write it; an allowed pattern excuses the line whatever else it matches
 * @param since first version that it is read for, if only from some version on
 */
record LogPattern(String name, Pattern line, boolean alarming, Optional<ServerVersion> since) {
    /** Allowed ones first: the first match decides. */
    static final List<LogPattern> ALL = List.of(
            // A 2.10+ server against a 2.9 one falls back to a single route and says so as an error: harmless (2.2, 2.3).
            allowed("dedicated-route", "ot possible to have a dedicated route"),
            allowed("waiting-for-routing", "Waiting for routing to be established"),
            allowed("meta-contact", "not established contact with a meta leader"),
            allowed("plaintext-password", "Plaintext passwords detected"),
            // After a downgrade the older release rebuilds what it cannot read: two warnings a stream (4.2).
            allowed("index-rebuilt", "Stream state magic and version mismatch|Recovering stream state from index errored"),
            allowed("sourcing-field", "unknown field \"sourcing\""),
            // Seen on 2.14.5: a group writes its log while its stream is being deleted and the folder is gone already. A
            // folder that vanished under a stream that stays shows in what its replicas store.
            allowed("deleted-while-written", "[Ww]rite error: .*no such file or directory"),
            alarm("panic", "^panic: |^fatal error: |^\\[signal SIG|\\[PANIC\\]"),
            alarm("fatal", "\\[FTL\\]"),
            alarm("stream-reset", "Resetting stream cluster state"),
            alarm("sequence-mismatch", "last sequence mismatch"),
            alarm("checksum", "checksums do not match"),
            alarm("write-error", "[Ww]rite error"),
            alarm("snapshot-corrupt", "snapshot corrupt"),
            alarm("no-quorum", "has NO quorum, stalled"),
            // Offline assets are there from 2.11.9 on (4.3).
            new LogPattern("unsupported", Pattern.compile("Detected unsupported"), true,
                    Optional.of(ServerVersion.of("2.11.9"))));

    private static LogPattern allowed(String name, String line) {
        return new LogPattern(name, Pattern.compile(line), false, Optional.empty());
    }

    private static LogPattern alarm(String name, String line) {
        return new LogPattern(name, Pattern.compile(line), true, Optional.empty());
    }

    /** The alarm that this line raises in a server of that version, if any. */
    static Optional<LogPattern> alarm(String line, Optional<ServerVersion> version) {
        return ALL.stream()
                .filter(pattern -> pattern.reads(version) && pattern.line.matcher(line).find())
                .findFirst()
                .filter(LogPattern::alarming);
    }

    /** A line of a life whose version is not known is read by every pattern. */
    private boolean reads(Optional<ServerVersion> version) {
        return since.isEmpty() || version.isEmpty() || version.get().atLeast(since.get());
    }
}
