package natscompat.qualification;

import java.time.Duration;
import java.util.List;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.platform.Cluster;
import natscompat.platform.Login;
import natscompat.platform.Server;

/**
 * A cluster whose platform can roll its servers in one order only.
 *
 * @param real does everything
 */
record OneOrder(Cluster real) implements Cluster {
    @Override
    public boolean anyOrder() {
        return false;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public List<Server> servers() {
        return real.servers();
    }

    @Override
    public Login login() {
        return real.login();
    }

    @Override
    public Login systemLogin() {
        return real.systemLogin();
    }

    @Override
    public Mix mix() {
        return real.mix();
    }

    @Override
    public void start() {
        real.start();
    }

    @Override
    public void roll(int ordinal, String release, StopStyle stop, boolean impatient) {
        real.roll(ordinal, release, stop, impatient);
    }

    @Override
    public void coldSwap(Mix mix) {
        real.coldSwap(mix);
    }

    @Override
    public void awaitCaughtUp(String name, Duration limit) {
        real.awaitCaughtUp(name, limit);
    }

    @Override
    public String missing(Server server) {
        return real.missing(server);
    }

    @Override
    public void dump(String label) {
        real.dump(label);
    }

    @Override
    public void stop() {
        real.stop();
    }

    @Override
    public void close() {
        real.close();
    }
}
