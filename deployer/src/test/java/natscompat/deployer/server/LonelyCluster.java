package natscompat.deployer.server;

import java.time.Duration;
import java.util.List;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.platform.Cluster;
import natscompat.platform.Login;
import natscompat.platform.Server;

/** A cluster of one server that is to come up, and nothing else. */
record LonelyCluster(Server server) implements Cluster {
    @Override
    public String name() {
        return "c";
    }

    @Override
    public List<Server> servers() {
        return List.of(server);
    }

    @Override
    public Login login() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Login systemLogin() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mix mix() {
        return Mix.all("v2.14.5", 1);
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void roll(int ordinal, String release, StopStyle stop, boolean impatient) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void coldSwap(Mix mix) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitCaughtUp(String name, Duration limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String missing(Server server) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void dump(String label) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
