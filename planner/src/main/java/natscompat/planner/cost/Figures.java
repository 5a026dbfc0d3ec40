package natscompat.planner.cost;

import java.time.Duration;
import java.util.Set;
import natscompat.model.catalog.Damage;
import natscompat.model.plan.StopStyle;

/** What things take, as measured on two cores with 2.12.15 and 2.14.5, three servers; the source is beside each. */
public final class Figures {
    /**
     * One server stopped by SIGTERM, started, and the gate passed. SEMANTICS.md 4: a roll of three takes 5-16 s in all,
     * most of them in the lower half.
     */
    public static final Duration ROLL = Duration.ofMillis(2200);

    /** The same by lame duck. SEMANTICS.md 4: about 1 s, the grace, and 0.6 s for each of some five clients more. */
    public static final Duration ROLL_LAME_DUCK = ROLL.plusMillis(4100);

    /** All leaders moved to one side: immediate campaigns of 50 ms each (facts/nats.md 3), polled every 50 ms. */
    public static final Duration LEAD = Duration.ofMillis(500);

    /** The meta leader moved: one step-down and one election with a preferred peer (facts/nats.md 3). */
    public static final Duration LEAD_META = Duration.ofMillis(300);

    /** Every server stopped, and a cold start. SEMANTICS.md 4: 0.2-0.8 s, 6 s after a split vote. */
    public static final Duration COLD_SWAP = Duration.ofSeconds(3);

    /** Start, set-up, settling, reading back and judging of one cell. SEMANTICS.md 4: about 15 s. */
    public static final Duration OVERHEAD = Duration.ofSeconds(15);

    /**
     * The same on Kubernetes, where pods come and go as well, and every roll makes a new one. docs/scaling.md has what each
     * part of it was measured to take.
     */
    public static final Duration OVERHEAD_KUBERNETES = Duration.ofSeconds(75);

    /**
     * SIGKILL to healthy and caught up. SEMANTICS.md 4: 5-9 s. The plan keeps the lower figure free behind each kill; a
     * dwell lasts longer when the victim does.
     */
    public static final Duration RECOVERY_KILL = Duration.ofSeconds(5);

    /** Every server killed at one time: a cold start after a split vote (SEMANTICS.md 4). */
    public static final Duration RECOVERY_QUORUM = Duration.ofSeconds(6);

    private Figures() {}

    /** What a cell takes besides its time under load, on a platform that has all this. */
    public static Duration overhead(Set<String> provides) {
        return provides.contains("kubernetes") ? OVERHEAD_KUBERNETES : OVERHEAD;
    }

    /** One server restarted in a roll, the gate included. */
    public static Duration roll(StopStyle stop) {
        return switch (stop) {
            case SIGTERM -> ROLL;
            case LAME_DUCK -> ROLL_LAME_DUCK;
        };
    }

    /** How long the targets of a healed fault stay out. */
    public static Duration recovery(String fault, Damage damage) {
        return switch (damage) {
            case NONE -> Duration.ZERO;
            case OUT -> switch (fault) {
                // A server that is told to stop hands its leaders over first, so nobody waits for an election.
                case "restart" -> ROLL;
                case "lame-duck" -> ROLL_LAME_DUCK;
                default -> RECOVERY_KILL;
            };
            case QUORUM, STORE -> RECOVERY_QUORUM;
        };
    }
}
