package natscompat.deployer.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import natscompat.generator.ContainerConfig;
import natscompat.generator.NatsConf;
import natscompat.generator.ServerConfig.Limits;
import natscompat.model.release.ServerVersion;
import natscompat.testing.TestReleases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real servers of every minor read the configuration that all containers of a release share. */
@Tag("real")
class ContainerConfTest {
    /** What Kubernetes makes of the environment in templates/kubernetes/statefulset.yaml.mustache. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "POD_NAME", "nats-v2-9-25-0",
            "NATS_CLIENT_ADVERTISE", "\"nats-v2-9-25-0.nats.one.svc:4222\"",
            "NATS_ROUTE_ADVERTISE", "\"nats-v2-9-25-0.nats.one.svc:6222\"",
            "NATS_WORK_PASSWORD", "p1e5",
            "NATS_SYSTEM_PASSWORD", "p2k",
            "NATS_ROUTE_PASSWORD", "p3",
            "NATS_ROUTES_OF_nats-v2-9-25-0",
            "[\"nats-route://route:p3@nats-v2-9-25-1.nats.one.svc:6222\", \"nats-route://route:p3@nats-v2-14-5-0.nats.one.svc:6222\"]",
            "NATS_ROUTES", "$NATS_ROUTES_OF_nats-v2-9-25-0");

    @TempDir
    Path folder;

    private int check(String release, Map<String, String> environment) throws IOException, InterruptedException {
        ContainerConfig config = new ContainerConfig(ServerVersion.of(release), "nats", "owner:one.nats",
                ContainerConfig.Ports.USUAL, "/data", "/run/nats/nats.pid", Limits.DEFAULT);
        Path file = Files.writeString(folder.resolve("nats.conf"), new NatsConf().render(config));
        ProcessBuilder server = new ProcessBuilder(
                TestReleases.built(release).binary().toString(), "-t", "--config", file.toString());
        server.environment().putAll(environment);
        Process process = server.redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile()).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2.9.25", "v2.10.29", "v2.11.17", "v2.12.15", "v2.14.5"})
    void everyMinorReadsItWithItsEnvironmentAndNotWithoutIt(String release) throws Exception {
        assertThat(check(release, ENVIRONMENT)).as(Files.readString(folder.resolve("said"))).isZero();
        assertThat(check(release, Map.of("POD_NAME", "nats-0"))).isNotZero();
        assertThat(folder.resolve("said")).content().contains("variable reference");
    }
}
