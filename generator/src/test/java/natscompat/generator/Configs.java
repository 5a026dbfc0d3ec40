package natscompat.generator;

import java.util.List;
import java.util.Optional;
import natscompat.generator.ServerConfig.Limits;
import natscompat.generator.ServerConfig.Listener;
import natscompat.generator.ServerConfig.Logins;
import natscompat.model.release.ServerVersion;

/** A configuration for tests of what is made of it. */
final class Configs {
    private Configs() {}

    static ServerConfig of(String version) {
        return new ServerConfig(
                ServerVersion.of(version),
                "c1",
                "c1-0",
                "owner:abc",
                Listener.at(new Address("127.7.7.10", 4222)),
                Listener.at(new Address("127.7.7.10", 6222)),
                new Address("127.7.7.10", 8222),
                List.of(new Address("127.7.7.10", 6222), new Address("127.7.7.11", 6222), new Address("127.7.7.12", 6222)),
                "/run/servers/c1-0/store",
                "/run/servers/c1-0/nats.pid",
                Optional.of("/run/servers/c1-0/nats.log"),
                true,
                Limits.DEFAULT,
                new Logins(new Credentials("work", "w1"), new Credentials("sys", "s1"), new Credentials("route", "r1")));
    }

    static ServerConfig behindProxy(ServerConfig config) {
        Listener client = new Listener(config.client().listen(), Optional.of(new Address("127.7.7.110", 4222)));
        Listener route = new Listener(config.route().listen(), Optional.of(new Address("127.7.7.110", 6222)));
        return new ServerConfig(config.version(), config.clusterName(), config.serverName(), config.ownerTag(), client,
                route, config.monitor(), List.of(new Address("127.7.7.110", 6222), new Address("127.7.7.111", 6222)), config.storeDir(), config.pidFile(), Optional.empty(),
                config.noAdvertise(), config.limits(), config.logins());
    }
}
