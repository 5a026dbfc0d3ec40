package natscompat.deployer.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import natscompat.deployer.Fixture;
import natscompat.model.plan.Mix;
import natscompat.platform.Cluster;

/** The program of a child JVM: holds a cluster until it is killed. */
final class ClusterHolder {
    private ClusterHolder() {}

    /** Arguments: folder, name. Says BEGUN before the first server is started, READY when the cluster is healthy. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Fixture fixture = new Fixture(Path.of(arguments[0]), arguments[1]);
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(fixture.spec(Mix.all("v2.14.5", 3), Fixture.releases("v2.14.5")));
            out.println("BEGUN");
            cluster.start();
            out.println("READY");
            while (System.in.read() >= 0) {
                out.println("HELD");
            }
        }
    }
}
