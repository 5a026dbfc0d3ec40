package natscompat.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import natscompat.model.release.ServerVersion;
import natscompat.planner.walk.Leg;
import natscompat.planner.walk.ReleaseLines;
import natscompat.planner.walk.Route;

/** Between which versions NATS promises nothing: its documented limits (facts/nats.md 4.2). */
final class DocumentedLimits {
    private DocumentedLimits() {}

    /** Whether a route goes where nothing is promised. */
    static boolean broken(Route route, Map<String, ServerVersion> versions) {
        List<ServerVersion> before = new ArrayList<>();
        for (Leg leg : route.legs()) {
            List<ServerVersion> now = leg.mix().releases().stream()
                    .map(name -> versions.getOrDefault(name, ServerVersion.of("0.0.0")))
                    .toList();
            if (unsupportedMix(now) || unsupportedStep(before, now)) {
                return true;
            }
            before = now;
        }
        return false;
    }

    /** 2.15: peers must be 2.14 or later (facts/nats.md 4.2). */
    private static boolean unsupportedMix(List<ServerVersion> mix) {
        return mix.stream().anyMatch(v -> v.atLeast(2, 15, 0)) && mix.stream().anyMatch(v -> !v.atLeast(2, 14, 0));
    }

    private static boolean unsupportedStep(List<ServerVersion> before, List<ServerVersion> now) {
        for (int i = 0; i < before.size(); i++) {
            if (!downgradeDocumented(before.get(i), now.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the store of the first may be opened by the second without a documented loss. */
    static boolean downgradeDocumented(ServerVersion from, ServerVersion to) {
        if (from.compareTo(to) <= 0) {
            return true;
        }
        if (ReleaseLines.between(from, to) > 0) {
            return false;
        }
        // The release notes of 2.10: downgrade only to 2.9.22 or later, the first that skips tombstones.
        boolean tombstones = from.atLeast(2, 10, 0) && !to.atLeast(2, 9, 22);
        // The release notes of 2.12: downgrade only to 2.11.9 or later, the first with offline assets.
        boolean assets = from.atLeast(2, 12, 0) && !to.atLeast(2, 11, 9);
        return !tombstones && !assets;
    }
}
