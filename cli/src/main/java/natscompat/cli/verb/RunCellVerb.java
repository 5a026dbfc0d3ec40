package natscompat.cli.verb;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import natscompat.cli.Catalogs;
import natscompat.cli.Interrupts;
import natscompat.cli.Shell;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.model.failure.Failure;
import natscompat.qualification.head.RunCell;
import natscompat.qualification.head.Way;
import natscompat.qualification.kubernetes.KubernetesRunnerSite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run-cell}: runs one cell of a run in Kubernetes. Started by the job of a batch. */
@Command(description = "Runs one cell for a head; started by the job of a batch, which says which in the environment.")
public final class RunCellVerb implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private InPodArguments pod = new InPodArguments();

    @Option(names = "--head", paramLabel = "URL", required = true, description = "The head of the run.")
    private URI head = URI.create("");

    @Option(names = "--room", paramLabel = "DIR", required = true, description = "An empty folder for the evidence.")
    private Path room = Path.of("");

    /** Runs a cell for this shell. */
    public RunCellVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (ApiServer api = pod.open(shell.err()::println);
                RunCell runner = new RunCell(Way.to(head), pod.token(), told("NATS_COMPAT_BATCH"),
                        Integer.parseInt(told("NATS_COMPAT_INDEX")), told("POD_NAME"), Catalogs.joined(),
                        new KubernetesRunnerSite(api, pod.deployment(), text -> shell.err().println(text)), room, text -> shell.err().println(text))) {
            try (Interrupts.Listening _ = Interrupts.listen(runner::stop, shell.err())) {
                return runner.run();
            }
        }
    }

    private String told(String variable) {
        String value = shell.variable(variable);
        if (value.isEmpty()) {
            throw Failure.input("run a cell", "the variable " + variable + " is not set",
                    "Nobody types this verb: see the job of the batch.");
        }
        return value;
    }
}
