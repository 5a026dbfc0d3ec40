package natscompat.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.checker.index.Index;
import natscompat.checker.index.Phase;
import natscompat.model.history.Event;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ServerVersion;

/**
 * Whether the planned binaries ran: every start of a release shows the version and the SHA-256 of what was built for it, a
 * release that is named by its version reports that version, two releases are two binaries, and in every phase each server
 * runs what the mix says.
 *
 * @param index the evidence
 * @param releases what was built
 */
record BinaryProof(Index index, List<BuiltRelease> releases) {
    /** What is not shown, in words. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        Map<String, Event.ServerStarted> byRelease = new TreeMap<>();
        for (Event.ServerStarted start : index.timeline().starts()) {
            byRelease.putIfAbsent(start.release(), start);
            identity(start).ifPresent(missing::add);
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

    private Optional<String> identity(Event.ServerStarted start) {
        String who = start.server() + " started as " + start.release();
        if (start.sha256().isEmpty() || start.version().isEmpty()) {
            return Optional.of(who + " without showing its version and binary");
        }
        Optional<BuiltRelease> built = releases.stream().filter(r -> r.name().equals(start.release())).findFirst();
        if (built.isEmpty()) {
            return Optional.of(who + ", and releases.json does not say what was built for it");
        }
        Optional<ServerVersion> reported = ServerVersion.parse(start.version());
        Optional<ServerVersion> named = ServerVersion.parse(start.release());
        if (!reported.equals(built.map(BuiltRelease::version)) || (named.isPresent() && !named.equals(reported))) {
            return Optional.of(who + " reports version " + start.version() + ", and " + built.get().version()
                    + " was built for it");
        }
        return start.sha256().equals(built.get().sha256())
                ? Optional.empty()
                : Optional.of(who + " runs another binary (SHA-256 " + start.sha256() + ") than was built for it ("
                        + built.get().sha256() + ")");
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
