package natscompat.qualification;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import natscompat.model.failure.Failure;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ResolvedRelease;
import natscompat.publish.Releases;

/** Resolves what was typed, once, and builds it. Thread-safe. */
public interface ReleaseSupply {
    /**
     * Finds the one release that a text means.
     *
     * @throws natscompat.model.failure.FailureException of category INPUT for what cannot be found
     */
    ResolvedRelease resolve(String asTyped);

    /**
     * Makes it ready to be started.
     *
     * @param progress told what is done, a line each
     * @throws natscompat.model.failure.FailureException of category BUILD or ENVIRONMENT
     */
    BuiltRelease build(ResolvedRelease release, Consumer<String> progress);

    /** From sources, into the user's cache. */
    static ReleaseSupply of(Releases releases) {
        return new ReleaseSupply() {
            @Override
            public ResolvedRelease resolve(String asTyped) {
                return releases.resolve(asTyped);
            }

            @Override
            public BuiltRelease build(ResolvedRelease release, Consumer<String> progress) {
                return releases.build(release, progress);
            }
        };
    }

    /** What was resolved and built already, by somebody else. */
    static ReleaseSupply given(List<BuiltRelease> built) {
        List<BuiltRelease> all = List.copyOf(built);
        return new ReleaseSupply() {
            @Override
            public ResolvedRelease resolve(String asTyped) {
                return find(asTyped, b -> b.name().equals(asTyped)).release();
            }

            @Override
            public BuiltRelease build(ResolvedRelease release, Consumer<String> progress) {
                return find(release.name(), b -> b.release().equals(release));
            }

            private BuiltRelease find(String name, Predicate<BuiltRelease> wanted) {
                return all.stream().filter(wanted).findFirst().orElseThrow(() -> Failure.bug(
                        "take the release " + name + " as it was given", "it is not among those that were given",
                        "Report it."));
            }
        };
    }
}
