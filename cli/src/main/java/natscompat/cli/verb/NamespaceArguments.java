package natscompat.cli.verb;

import java.util.Optional;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.KubernetesClients;
import natscompat.model.event.DeployEvent;
import picocli.CommandLine.Option;

/** The options that say where in which Kubernetes cluster. */
final class NamespaceArguments {
    @Option(names = {"-n", "--namespace"}, paramLabel = "NAME", required = true, description = "Namespace.")
    private String namespace = "";

    @Option(names = "--context", paramLabel = "NAME", description = {
        "Of the kubeconfig that KUBECONFIG names (default: its current one)."
    })
    private Optional<String> context = Optional.empty();

    String namespace() {
        return namespace;
    }

    /** Its API server; close it. */
    ApiServer open(DeployEvent.Listener listener) {
        return new ApiServer(KubernetesClients.open(context), namespace, text -> listener.on(new DeployEvent.Note(text)));
    }
}
