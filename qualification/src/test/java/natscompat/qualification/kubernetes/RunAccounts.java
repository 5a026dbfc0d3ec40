package natscompat.qualification.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.Manifests;
import natscompat.generator.Templates;
import natscompat.generator.kubernetes.Quantity;
import natscompat.generator.kubernetes.RunnerDeployment;
import natscompat.generator.kubernetes.RunnerFiles;
import natscompat.testing.kubernetes.TestAccounts;

/** Accounts and roles of a run as they are generated, and what may be done with them. Stateless. */
final class RunAccounts {
    static final String RUN = "r1";

    private RunAccounts() {}

    static RunnerDeployment deployment(String namespace) {
        return new RunnerDeployment(namespace, RUN, Optional.empty(), Quantity.of("64Mi"), Quantity.of("64Mi"),
                "registry.example/none@sha256:" + "0".repeat(64), Optional.empty(), Optional.empty(), 1);
    }

    static SortedMap<String, String> files(String namespace) {
        return new RunnerFiles(Templates.packed()).render(deployment(namespace), "bin/qualify");
    }

    /** Makes all accounts of the run, roles and bindings, and nothing else. */
    static void make(KubernetesClient all, String namespace) {
        SortedMap<String, String> files = files(namespace);
        for (String file : List.of("runner-account", "runner-role", "runner-role-binding", "head-account", "head-role",
                "head-role-binding")) {
            String path = "runner/" + file + ".yaml";
            Manifests.read(path, files.getOrDefault(path, ""))
                    .forEach(object -> all.resource(object).inNamespace(namespace).create());
        }
    }

    /** The API server as one of them sees it. */
    static ApiServer as(KubernetesClient all, String namespace, String account, Consumer<String> notices) {
        return new ApiServer(TestAccounts.of(all, namespace, account), namespace, notices);
    }
}
