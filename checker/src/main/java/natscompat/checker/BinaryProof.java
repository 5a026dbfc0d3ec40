package natscompat.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.checker.index.Index;
import natscompat.checker.index.Phase;
import natscompat.model.history.Event;
import natscompat.model.release.ServerVersion;
import org.jspecify.annotations.Nullable;

/**
 * Whether the planned binaries ran: every start of a release has one version and one SHA-256, a release that is named by
 * its version reports that version, two releases are two binaries, and in every phase each server runs what the mix says.
 *
 * @param index the evidence
 */
record BinaryProof(Index index) {
    /** What is not shown, in words. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        Map<String, Event.ServerStarted> byRelease = new TreeMap<>();
        for (Event.ServerStarted start : index.timeline().starts()) {
            Event.ServerStarted first = byRelease.putIfAbsent(start.release(), start);
            identity(start, first).ifPresent(missing::add);
        }
        Map<String, String> bySum = new TreeMap<>();
        byRelease.forEach((release, start) -> {
            String other = start.sha256().isEmpty() ? null : bySum.putIfAbsent(start.sha256(), release);
            if (other != null) {
                missing.add(other + " and " + release + " are the same binary");
            }
        });
        index.timeline().phases().forEach(phase -> mix(phase, missing));
        return missing;
    }

    private static Optional<String> identity(
            Event.ServerStarted start, Event.@Nullable ServerStarted first) {
        String who = start.server() + " started as " + start.release();
        if (start.sha256().isEmpty() || start.version().isEmpty()) {
            return Optional.of(who + " without showing its version and binary");
        }
        Optional<ServerVersion> named = ServerVersion.parse(start.release());
        Optional<ServerVersion> reported = ServerVersion.parse(start.version());
        if (named.isPresent() && reported.isPresent() && !named.equals(reported)) {
            return Optional.of(who + " reports version " + start.version());
        }
        if (first != null && !first.sha256().equals(start.sha256())) {
            return Optional.of(who + " runs another binary than " + first.server());
        }
        if (first != null && !first.version().equals(start.version())) {
            return Optional.of(who + " reports another version than " + first.server());
        }
        return Optional.empty();
    }

    private void mix(Phase phase, List<String> missing) {
        for (int ordinal = 0; ordinal < phase.mix().size(); ordinal++) {
            String wanted = phase.mix().get(ordinal);
            String ran = running(ordinal, phase.span().from());
            if (!ran.equals(wanted)) {
                missing.add("server %d ran %s in phase %d, not %s"
                        .formatted(ordinal, ran.isEmpty() ? "nothing that was seen" : ran, phase.index(), wanted));
            }
        }
    }

    private String running(int ordinal, long at) {
        return index.timeline().starts().stream()
                .filter(start -> start.ordinal() == ordinal)
                .findFirst()
                .map(start -> index.timeline().releaseAt(start.server(), at))
                .orElse("");
    }
}
