package natscompat.cli.verb;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import natscompat.cli.Catalogs;
import natscompat.cli.Shell;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.qualification.head.Head;
import natscompat.qualification.kubernetes.IndexedJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code head}: keeps a run in Kubernetes. Started by the head's job. */
@Command(description = "Keeps plan and run folder of a run, and has its cells run; started by the head's job.")
public final class HeadVerb implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private InPodArguments pod = new InPodArguments();

    @Option(names = "--volume", paramLabel = "DIR", required = true, description = "Where everything is kept.")
    private Path volume = Path.of("");

    /** Keeps a run for this shell. */
    public HeadVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (ApiServer api = pod.open(shell.err()::println);
                Head head = new Head(volume, new InetSocketAddress(RunnerNames.PORT), pod.token(), Catalogs.joined(),
                        new IndexedJob(api, pod.cellsJob(), shell.err()::println))) {
            shell.err().println("head of run " + pod.deployment().run() + ", port " + head.port());
            int code = head.run();
            if (code == Head.NO_ORDER) {
                shell.err().println("no order came: the command that began this run is gone; attach hands it over");
            }
            return code;
        }
    }
}
