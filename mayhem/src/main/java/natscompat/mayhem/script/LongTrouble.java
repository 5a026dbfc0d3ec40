package natscompat.mayhem.script;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.time.Draws;
import natscompat.platform.Server;

/**
 * One server after another is killed, started and waited for, for two thirds of the time that the plan says (120 s in the
 * older suite), and then there is quiet for one third (60 s): what only shows after many recoveries in a row (facts:
 * seeds.md 4.5).
 */
public final class LongTrouble implements Fault {
    private static final Duration LONGEST = Duration.ofSeconds(200);
    private static final Duration BACK = Duration.ofSeconds(30);
    private static final Duration DOWN = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final FaultType TYPE = new FaultType(
            "long-trouble", "kills one server after another for a long time, each once the last one is back, and then none for half as long", "2.9.0",
            Set.of(), LONGEST, Damage.QUORUM);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.PROCESS);
    }

    @Override
    public Injection aim(Aim aim) {
        return new Scripted(aim, longest(aim.open()), stage -> {
            long end = System.nanoTime() + trouble(aim.open()).toNanos();
            Draws draws = aim.draws().at("trouble");
            for (int round = 0; round == 0 || System.nanoTime() < end; round++) {
                Server victim = draws.at(round).pick(aim.targets());
                stage.kill(List.of(victim));
                stage.hold(draws.at("down", round).between(Duration.ofMillis(100), DOWN));
                stage.start(List.of(victim));
                long patience = System.nanoTime() + BACK.toNanos();
                while (!aim.cluster().missing(victim).isEmpty() && System.nanoTime() < patience) {
                    stage.hold(POLL);
                }
            }
            Duration quiet = aim.open().minus(trouble(aim.open()));
            stage.hold(quiet);
            stage.say("quiet for %.1f s".formatted(quiet.toMillis() / 1000.0));
        }, () -> "");
    }

    /** Its last round may begin when its time is nearly over, and then there is quiet all the same. */
    static Duration longest(Duration open) {
        return open.plus(Stage.longest(0, 1, 1)).plus(DOWN).plus(BACK);
    }

    private static Duration trouble(Duration open) {
        return open.multipliedBy(2).dividedBy(3);
    }
}
