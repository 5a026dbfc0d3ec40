package natscompat.qualification.head;

import java.net.URI;
import java.nio.file.Path;
import natscompat.deployer.local.LocalPlatform;
import natscompat.platform.Platform;
import natscompat.qualification.RealRun;

/** A runner as a process of its own, with its cluster on this machine. */
final class RunnerProcess {
    private RunnerProcess() {}

    /** Arguments: address of the head, file of the token, batch, index, name, an empty folder. */
    public static void main(String[] args) {
        RunnerSite site = new RunnerSite() {
            @Override
            public void clear(Work work) {
                // A guard ends the servers of a dead runner.
            }

            @Override
            public Platform platform(Work work) {
                return new LocalPlatform();
            }
        };
        try (RunCell runner = new RunCell(Way.to(URI.create(args[0])), Token.read(Path.of(args[1])), args[2],
                Integer.parseInt(args[3]), args[4], RealRun.CATALOG, site, Path.of(args[5]), text -> System.err.println(text))) {
            System.exit(runner.run());
        }
    }
}
