package natscompat.cli.verb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import natscompat.cli.Shell;
import natscompat.cli.options.QualifyOptions.Handling;
import natscompat.cli.run.KubernetesExecution;
import natscompat.model.failure.Failure;
import natscompat.qualification.kubernetes.Attachment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code attach}: a run that goes on under a head. */
@Command(description = {
    "Shows a run that goes on in Kubernetes from its beginning, follows it to its end, brings its run folder home and",
    "exits as qualify would have. May be stopped and begun again; Ctrl-C stops the run itself."
})
public final class AttachVerb implements Callable<Integer> {
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "RUN", description = "Its id, as qualify has said it.")
    private String run = "";

    @Option(names = {"-n", "--namespace", "--namespaces"}, paramLabel = "NAME", description = {
        "Where it runs (default: as its folder in runs/ says)."
    })
    private Optional<String> namespace = Optional.empty();

    @Option(names = {"--context", "--contexts"}, paramLabel = "NAME", description = {
        "Of the kubeconfig that KUBECONFIG names (default: as its folder in runs/ says)."
    })
    private Optional<String> context = Optional.empty();

    @Mixin
    private HandlingArguments handling = new HandlingArguments();

    /** Attaches for this shell. */
    public AttachVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Handling wanted = handling.handling();
        Path home = wanted.out().orElseGet(() -> shell.home().resolve("runs").resolve(run));
        Attachment known = Attachment.read(home)
                .filter(there -> there.run().equals(run))
                .orElseGet(() -> elsewhere(home, wanted));
        Attachment attachment = new Attachment(run, namespace.orElse(known.namespace()), context.or(known::context),
                known.failOn(), known.candidate());
        return new KubernetesExecution(handling.display(shell), attachment, home).attach();
    }

    /** A run that another machine has begun, or one that is home. */
    private Attachment elsewhere(Path home, Handling wanted) {
        if (namespace.isEmpty()) {
            boolean whole = Files.exists(home.resolve("matrix.json"));
            throw Failure.input("attach to run " + run,
                    whole ? home + " is home already; nothing goes on" : "nothing is known of it in " + home,
                    whole ? "See its matrix.json." : "Name its namespace with -n if another machine has begun it.");
        }
        return new Attachment(run, namespace.get(), context, wanted.failOn(), Optional.empty());
    }
}
