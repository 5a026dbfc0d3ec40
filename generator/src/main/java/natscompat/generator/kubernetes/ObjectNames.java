package natscompat.generator.kubernetes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the objects of a deployment are called, in one place. All begin with the name of the cluster.
 *
 * @param deployment what they belong to
 */
public record ObjectNames(Deployment deployment) {
    /** Key of the Secret: password of the workloads' account. */
    public static final String WORK_PASSWORD = "work-password";
    /** Key of the Secret: password of the system account. */
    public static final String SYSTEM_PASSWORD = "system-password";
    /** Key of the Secret: password between servers. */
    public static final String ROUTE_PASSWORD = "route-password";
    /** Key of the Secret: what the sidecar wants from who steers it. */
    public static final String SIDECAR_TOKEN = "sidecar-token";

    /** The headless Service; also the disruption budget, the network policy, and the StatefulSet in place. */
    public String cluster() {
        return deployment.cluster();
    }

    /** The Service for clients of any server. */
    public String clients() {
        return deployment.cluster() + "-client";
    }

    /** The Secret with all passwords. It is in no file: {@code start}, or a person, makes it. */
    public String secret() {
        return deployment.cluster() + "-logins";
    }

    /** The service account of the servers, which has no rights and no token. All clusters of a run share the run's. */
    public String serverAccount() {
        return ofRun().map(RunnerNames::servers).orElseGet(() -> deployment.cluster() + "-server");
    }

    /** Names of the run that the deployment belongs to, if it does to one. */
    Optional<RunnerNames> ofRun() {
        return Optional.ofNullable(deployment.labels().get(Labels.RUN)).map(RunnerNames::new);
    }

    /** The service account of head and runners, its Role and its RoleBinding. */
    public String runnerAccount() {
        return deployment.cluster() + "-runner";
    }

    /** The Service and the ConfigMap of a release. */
    public String release(ReleaseImage release) {
        return KubernetesName.asTyped("cluster", deployment.cluster()).with(release.folder()).value();
    }

    /** The StatefulSet in which a release runs. */
    public String statefulSet(ReleaseImage release) {
        return switch (deployment.layout()) {
            case PER_RELEASE -> release(release);
            case IN_PLACE -> cluster();
        };
    }

    /** The pods of the mix, by ordinal of the mix; also the names of the servers. */
    public List<String> servers() {
        List<String> servers = new ArrayList<>();
        Map<String, Integer> next = new HashMap<>();
        for (String name : deployment.mix().releases()) {
            String set = statefulSet(deployment.release(name));
            servers.add(set + "-" + (next.merge(set, 1, Integer::sum) - 1));
        }
        return List.copyOf(servers);
    }

    /** The tag of the servers that says whose they are. */
    public String ownerTag() {
        return "owner:" + deployment.namespace() + "." + deployment.cluster();
    }

    /** Where a pod can be reached from everywhere in Kubernetes. */
    public String host(String server) {
        return server + "." + cluster() + "." + deployment.namespace() + ".svc";
    }
}
