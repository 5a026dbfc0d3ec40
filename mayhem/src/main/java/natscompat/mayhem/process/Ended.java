package natscompat.mayhem.process;

import java.util.List;
import natscompat.mayhem.fault.Injection;
import natscompat.platform.Server;
import natscompat.platform.Signal;

/** Processes ended by a signal and started again: what kill and restart have in common. */
final class Ended implements Injection {
    private final List<Server> targets;
    private final Signal signal;
    private final Lives lives;

    Ended(List<Server> targets, Signal signal) {
        this.targets = targets;
        this.signal = signal;
        this.lives = Lives.of(targets);
    }

    @Override
    public void inject() {
        targets.forEach(server -> server.signal(signal));
    }

    @Override
    public String observe() {
        return lives.awaitGone();
    }

    @Override
    public void heal() {
        lives.startMissing();
    }

    @Override
    public String observeHealed() {
        return lives.awaitNew();
    }
}
