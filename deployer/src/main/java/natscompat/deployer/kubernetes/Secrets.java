package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.Labels;
import natscompat.generator.kubernetes.ObjectNames;
import natscompat.model.failure.Failure;

/**
 * The passwords of a cluster: made when it is started, kept when they are there, in no file. Letters and digits, a letter
 * first, since nats-server reads them from its environment as a piece of nats.conf. Thread-safe.
 */
public final class Secrets {
    private static final int BYTES = 16;
    private final ApiServer api;

    /** Makes them through this server. */
    public Secrets(ApiServer api) {
        this.api = api;
    }

    /**
     * Makes the Secret of a cluster, unless there is one with everything that the servers need.
     *
     * @return what was done: {@code created}, {@code changed} where keys were missing, {@code kept}
     * @throws natscompat.model.failure.FailureException INPUT when somebody else's Secret of that name lacks a key
     */
    public String make(Deployment deployment) {
        String name = new ObjectNames(deployment).secret();
        List<String> keys = keys(deployment);
        Optional<Secret> there = find(name);
        if (there.isEmpty() && create(secret(deployment, name, values(keys)))) {
            return "created";
        }
        Secret secret = there.or(() -> find(name)).orElseThrow(() -> Failure.deploy("create secret/" + name,
                "it was there and is gone", "Let nobody delete it, and start again."));
        List<String> missing = keys.stream().filter(key -> !data(secret).containsKey(key)).toList();
        if (missing.isEmpty()) {
            return "kept";
        }
        if (!Ours.is(secret)) {
            throw Failure.input("use secret/" + name + " in namespace " + api.namespace(),
                    "it is not ours and lacks " + String.join(", ", missing),
                    "Add these keys, letters and digits only, or delete it: start makes one.");
        }
        complete(name, missing);
        return "changed";
    }

    private Optional<Secret> find(String name) {
        return api.find(new ApiRequest("get", "secrets", name),
                client -> client.secrets().inNamespace(api.namespace()).withName(name).get());
    }

    /** Whether it was made now; not when somebody, perhaps we before a lost answer, made one meanwhile. */
    private boolean create(Secret secret) {
        return api.ask(ApiRequest.on("create", secret), client -> {
            try {
                client.secrets().inNamespace(api.namespace()).resource(secret).create();
                return true;
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Adds keys; those that are there by now stay, since servers may use them already. */
    private void complete(String name, List<String> missing) {
        api.ask(new ApiRequest("update", "secrets", name), client ->
                client.secrets().inNamespace(api.namespace()).withName(name).edit(secret -> {
                    Map<String, String> more = values(missing);
                    more.keySet().removeAll(data(secret).keySet());
                    return new SecretBuilder(secret).addToStringData(more).build();
                }));
    }

    private Secret secret(Deployment deployment, String name, Map<String, String> values) {
        Map<String, String> labels = new TreeMap<>(deployment.labels());
        labels.putAll(Map.of(Labels.MANAGED_BY, Labels.US, Labels.NAME, Labels.SERVER,
                Labels.CLUSTER, deployment.cluster()));
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(api.namespace())
                .withLabels(labels)
                .addToAnnotations(Labels.SCHEMA, Labels.SCHEMA_VERSION)
                .endMetadata()
                .withType("Opaque")
                .withStringData(values)
                .build();
    }

    private static List<String> keys(Deployment deployment) {
        List<String> keys = new ArrayList<>(
                List.of(ObjectNames.WORK_PASSWORD, ObjectNames.SYSTEM_PASSWORD, ObjectNames.ROUTE_PASSWORD));
        if (deployment.sidecar().isPresent()) {
            keys.add(ObjectNames.SIDECAR_TOKEN);
        }
        return List.copyOf(keys);
    }

    private static Map<String, String> data(Secret secret) {
        return secret.getData() == null ? Map.of() : secret.getData();
    }

    private static Map<String, String> values(List<String> keys) {
        Map<String, String> values = new TreeMap<>();
        keys.forEach(key -> values.put(key, password()));
        return values;
    }

    /** 128 bits; they decide nothing that a replay repeats, so they come from no seed. */
    static String password() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return "p" + HexFormat.of().formatHex(bytes);
    }
}
