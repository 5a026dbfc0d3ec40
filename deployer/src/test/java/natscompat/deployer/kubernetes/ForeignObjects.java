package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import natscompat.model.time.Waiting;

/** Somebody else's objects of every kind that we make and of some that we do not, named as if they were ours. */
final class ForeignObjects {
    private static final String YAML =
            """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: nats-other}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: nats-other}
            rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: nats-other}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: nats-other}
            subjects: [{kind: ServiceAccount, name: nats-other}]
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: nats-other
              labels: {app.kubernetes.io/name: nats-server, nats-compat.io/cluster: nats, app.kubernetes.io/managed-by: Helm}
            data: {nats.conf: "port: 4222"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: nats-other-logins, labels: {nats-compat.io/cluster: nats}}
            stringData: {password: theirs}
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: data-nats-other-0, labels: {app.kubernetes.io/name: nats-server}}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: nats-other}
            spec: {selector: {app.kubernetes.io/name: nats-server}, ports: [{port: 4222}]}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: nats-other}
            spec: {podSelector: {matchLabels: {nobody: "yes"}}}
            ---
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: nats-other}
            spec: {maxUnavailable: 1, selector: {matchLabels: {nobody: "yes"}}}
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: nats-other}
            spec:
              replicas: 0
              serviceName: nats-other
              selector: {matchLabels: {app: other}}
              template:
                metadata: {labels: {app: other}}
                spec: {containers: [{name: server, image: "IMAGE"}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: nats-other}
            spec:
              replicas: 0
              selector: {matchLabels: {app: other-d}}
              template:
                metadata: {labels: {app: other-d}}
                spec: {containers: [{name: server, image: "IMAGE"}]}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: nats-other}
            spec:
              suspend: true
              template: {spec: {restartPolicy: Never, containers: [{name: server, image: "IMAGE"}]}}
            ---
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: nats-other}
            spec:
              schedule: "0 0 1 1 *"
              suspend: true
              jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: server, image: "IMAGE"}]}}}}
            ---
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata: {name: nats-other}
            spec: {holderIdentity: somebody}
            ---
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: nats-other}
            spec: {hard: {pods: "100"}}
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: nats-v2-12-15-7
              labels: {app.kubernetes.io/name: nats-server, nats-compat.io/cluster: other}
            spec:
              terminationGracePeriodSeconds: 1
              securityContext: {runAsNonRoot: true, runAsUser: 65532, seccompProfile: {type: RuntimeDefault}}
              containers:
                - name: server
                  image: "IMAGE"
                  args: ["-p", "4222"]
                  securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
            """;

    private ForeignObjects() {}

    /** Puts them there, and waits until the pod runs and all controllers have written what they write. */
    static void put(KubernetesClient client, String namespace, String image) {
        Manifests.read("foreign objects", YAML.replace("IMAGE", image))
                .forEach(object -> client.resource(object).inNamespace(namespace).fieldManager("helm").serverSideApply());
        Waiting.until("the foreign pod", Duration.ofSeconds(60), Duration.ofMillis(200), () -> {
            var pod = client.pods().inNamespace(namespace).withName("nats-v2-12-15-7").get();
            return Sight.holds(pod, "Ready") ? Waiting.Look.there(true) : Waiting.Look.notYet("not ready");
        });
        Waiting.until("the revision of the foreign set", Duration.ofSeconds(60), Duration.ofMillis(200), () ->
                client.apps().controllerRevisions().inNamespace(namespace).list().getItems().isEmpty()
                        || client.apps().replicaSets().inNamespace(namespace).list().getItems().isEmpty()
                        ? Waiting.Look.notYet("none")
                        : Waiting.Look.there(true));
    }
}
