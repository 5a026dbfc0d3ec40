package natscompat.mayhem.process;

import java.util.List;
import natscompat.mayhem.fault.Injection;
import natscompat.platform.Server;
import natscompat.platform.Signal;

/** Processes that are away for a while, for faults that do something meanwhile. */
public final class Outage implements Injection {
    private final Ended ended;

    private Outage(Ended ended) {
        this.ended = ended;
    }

    /** Stopped in good order by SIGTERM. */
    public static Outage byTerm(List<Server> targets) {
        return new Outage(new Ended(targets, Signal.TERM));
    }

    /** The same for servers that have to go whether they answer or not. */
    public static Outage ofDying(List<Server> targets) {
        return new Outage(new Ended(targets, Signal.TERM, Comeback.atOnce(targets), Lives.ofDying(targets)));
    }

    /** Ended by SIGKILL. */
    public static Outage byKill(List<Server> targets) {
        return new Outage(new Ended(targets, Signal.KILL));
    }

    @Override
    public void inject() {
        ended.inject();
    }

    /** Like {@link #inject} where some may have died by themselves: those are started again as well. */
    public void endThoseThatRun() {
        ended.endThoseThatRun();
    }

    @Override
    public String observe() {
        return ended.observe();
    }

    @Override
    public void heal() {
        ended.heal();
    }

    @Override
    public String observeHealed() {
        return ended.observeHealed();
    }
}
