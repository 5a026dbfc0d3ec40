package natscompat.planner;

import java.util.ArrayList;
import java.util.List;
import natscompat.model.plan.ReleasePair;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;

/** Which releases are judged against which. */
final class Pairs {
    private Pairs() {}

    /** Two releases with their versions; versions are compared, names never. */
    record Pair(ReleasePair names, ServerVersion from, ServerVersion to) {
        ServerVersion older() {
            return from.compareTo(to) <= 0 ? from : to;
        }
    }

    /** One pair. */
    static Pair of(ResolvedRelease from, ResolvedRelease to) {
        return new Pair(new ReleasePair(from.name(), to.name()), from.version(), to.version());
    }

    /** Every ordered pair as typed; with candidates: each other release against these only, the candidate as the new one. */
    static List<Pair> of(List<ResolvedRelease> releases, List<String> candidates) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < releases.size(); i++) {
            for (int j = i + 1; j < releases.size(); j++) {
                ResolvedRelease first = releases.get(i);
                ResolvedRelease second = releases.get(j);
                if (candidates.isEmpty() || candidates.contains(second.name())) {
                    pairs.add(of(first, second));
                } else if (candidates.contains(first.name())) {
                    pairs.add(of(second, first));
                }
            }
        }
        return List.copyOf(pairs);
    }
}
