package natscompat.planner;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The list of profiles. */
public final class Profiles {
    /** Eight cells side by side were seen to work on two cores (issue 3, "Runner"). */
    private static final int SIDE_BY_SIDE = 8;

    private static final int RATE = 20;
    private static final List<String> ALL_MODES = List.of("none", "all");

    private static final Profile SMOKE = new Profile(
            "smoke",
            "upgrade with and without kills, and its controls: does it work at all, in at most 90 s",
            List.of(Duration.ofSeconds(24)),
            Optional.of(Duration.ofSeconds(90)),
            RATE,
            SIDE_BY_SIDE,
            List.of(
                    new Profile.Entry("upgrade", List.of("none", "random-hard-kill"), true),
                    // There a platform has to show that signals and links reach its pods at all.
                    new Profile.Entry("upgrade", List.of("random-pause", "isolate-one"), true, Set.of("kubernetes"))));

    private static final Profile STANDARD = new Profile(
            "standard",
            "upgrade, the ways back and static mixes under four modes, 45 s each: what a pull request should see",
            List.of(Duration.ofSeconds(45)),
            Optional.of(Duration.ofMinutes(4)),
            RATE,
            SIDE_BY_SIDE,
            List.of(
                    new Profile.Entry("upgrade", fourModes(), true),
                    new Profile.Entry("half-way-and-back", fourModes(), false),
                    new Profile.Entry("downgrade", List.of("none", "random-hard-kill"), false),
                    new Profile.Entry("static", List.of("none"), false)));

    private static final Profile SOAK = new Profile(
            "soak",
            "every walk under every mode with controls of its own, 5 to 60 min each, as long as the budget says",
            List.of(
                    Duration.ofMinutes(60),
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5)),
            Optional.empty(),
            RATE,
            SIDE_BY_SIDE,
            List.of(
                    new Profile.Entry("upgrade", ALL_MODES, true),
                    new Profile.Entry("skip-a-minor", ALL_MODES, true),
                    new Profile.Entry("half-way-and-back", ALL_MODES, true),
                    new Profile.Entry("downgrade", ALL_MODES, true),
                    new Profile.Entry("static", ALL_MODES, true),
                    new Profile.Entry("cold-swap", ALL_MODES, true)));

    private static final List<Profile> ALL = List.of(SMOKE, STANDARD, SOAK);

    private Profiles() {}

    /** All of them, shortest first. */
    public static List<Profile> all() {
        return ALL;
    }

    private static List<String> fourModes() {
        return List.of("none", "rolling-restart", "random-reload", "random-hard-kill");
    }
}
