package natscompat.qualification;

import java.time.Duration;
import java.util.List;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.platform.Cluster;
import natscompat.platform.Login;
import natscompat.platform.Server;

/** A cluster without servers that does whatever it is told at once. */
class EmptyCluster implements Cluster {
    @Override
    public String name() {
        return "empty";
    }

    @Override
    public List<Server> servers() {
        return List.of();
    }

    @Override
    public Login login() {
        return new Login("user", "test");
    }

    @Override
    public Login systemLogin() {
        return new Login("sys", "test");
    }

    @Override
    public Mix mix() {
        return Mix.all("v1.0.0", 3);
    }

    @Override
    public String missing(Server server) {
        return "";
    }

    @Override
    public void start() {
        // Nothing to start.
    }

    @Override
    public void roll(int ordinal, String release, StopStyle stop, boolean impatient) {
        // Nothing to roll.
    }

    @Override
    public void coldSwap(Mix mix) {
        // Nothing to swap.
    }

    @Override
    public void awaitCaughtUp(String name, Duration limit) {
        // Nobody is behind.
    }

    @Override
    public void dump(String label) {
        // Nobody says anything.
    }

    @Override
    public void stop() {
        // Nothing to stop.
    }

    @Override
    public void close() {
        // Nothing runs.
    }
}
