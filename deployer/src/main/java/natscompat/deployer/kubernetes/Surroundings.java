package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import natscompat.model.failure.Failure;

/**
 * What a start needs around it and does not make: the namespace, the storage class. Both may be hidden from people whose
 * rights end at their namespace; then what follows shows whether they are there. Thread-safe.
 */
public record Surroundings(ApiServer api) {
    /** Of Kubernetes 1: native sidecars and backoffLimitPerIndex are on by default from there on. */
    private static final int LEAST_MINOR = 29;

    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";

    /** Checks that the namespace is there, or makes it where that is wanted; whether it was made. */
    public boolean namespace(boolean create) {
        String name = api.namespace();
        Optional<List<Namespace>> there = namespace();
        if (there.isEmpty()) {
            return false;
        }
        if (!there.get().isEmpty()) {
            if (there.get().getFirst().getMetadata().getDeletionTimestamp() != null) {
                throw Failure.environment("start in namespace " + name, "it is being deleted",
                        "Wait until it is gone, then add --create-namespace.");
            }
            return false;
        }
        if (!create) {
            throw KubernetesFailures.namespaceMissing("start in namespace " + name, api.place());
        }
        Namespace wanted = new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
        api.ask(new ApiRequest("create", "namespaces", name),
                client -> client.resource(wanted).fieldManager(Applying.MANAGER).serverSideApply());
        return true;
    }

    /** Checks that the namespace is there: nothing to delete in a misspelt one is no success. */
    void namespaceToDeleteFrom() {
        if (namespace().filter(List::isEmpty).isPresent()) {
            throw Failure.environment("delete in namespace " + api.namespace(),
                    "there is no such namespace on " + api.place().text(), "See kubectl get namespaces.");
        }
    }

    private Optional<List<Namespace>> namespace() {
        return visible("get", "namespaces", client -> Optional.ofNullable(client.namespaces().withName(api.namespace()).get())
                .map(List::of)
                .orElse(List.of()));
    }

    /**
     * Checks that Kubernetes is new enough for a run: an older one drops what it does not know without a word, and a sidecar
     * that is no sidecar there ends never. One that does not say what it is passes.
     */
    public void version() {
        Optional<List<VersionInfo>> visible = visible("get", "version", client -> List.of(client.getKubernetesVersion()));
        visible.map(List::getFirst).filter(Surroundings::old).ifPresent(version -> {
            throw Failure.environment("run cells on " + api.place().text(), "it is Kubernetes " + version.getMajor() + "."
                    + version.getMinor() + ", which has no native sidecars and no limit of tries per index of a job",
                    "Use Kubernetes 1." + LEAST_MINOR + " or later.");
        });
    }

    /** Some who sell it say {@code 29+}. */
    private static boolean old(VersionInfo version) {
        String minor = String.valueOf(version.getMinor()).replaceFirst("\\D.*", "");
        return "1".equals(version.getMajor()) && !minor.isEmpty() && Integer.parseInt(minor) < LEAST_MINOR;
    }

    /** Checks that the storage class is there; without a name, that there is a default one. */
    public void storageClass(Optional<String> name) {
        Optional<List<StorageClass>> visible = visible("list", "storageclasses.storage.k8s.io",
                client -> client.storage().v1().storageClasses().list().getItems());
        if (visible.isEmpty()) {
            return;
        }
        List<StorageClass> all = visible.get();
        boolean there = name.map(wanted -> all.stream().anyMatch(c -> c.getMetadata().getName().equals(wanted)))
                .orElseGet(() -> all.stream().anyMatch(Surroundings::isDefault));
        if (!there) {
            String names = all.isEmpty()
                    ? "there is none at all"
                    : "there are: " + String.join(", ", all.stream().map(Surroundings::words).toList());
            throw Failure.environment("make volumes in namespace " + api.namespace(),
                    name.map(wanted -> "there is no storage class " + wanted).orElse("there is no default storage class")
                            + "; " + names,
                    "Generate again with one that is there: bin/generate -n " + api.namespace() + " -s CLASS.");
        }
    }

    /** Empty where we may not look. */
    <T> Optional<List<T>> visible(String verb, String resource, Function<KubernetesClient, List<T>> call) {
        return api.ask(ApiRequest.onAll(verb, resource), client -> {
            try {
                return Optional.of(call.apply(client));
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private static boolean isDefault(StorageClass storageClass) {
        return "true".equals(Ours.annotations(storageClass).get(DEFAULT));
    }

    private static String words(StorageClass storageClass) {
        return storageClass.getMetadata().getName() + (isDefault(storageClass) ? " (default)" : "");
    }
}
