package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import natscompat.generator.kubernetes.Labels;
import natscompat.model.failure.FailureException;

/** Everything in a namespace that carries our label, of whatever kind. Thread-safe. */
final class Belongings {
    /** Kinds that we make: who may not list these must not believe that all is gone. */
    private static final Set<String> MADE =
            Kind.MADE.stream().map(Kind::resource).collect(Collectors.toUnmodifiableSet());
    /** What makes others goes first, then what holds data, then the rest. */
    private static final List<String> ORDER = List.of(
            "jobs.batch", "statefulsets.apps", "pods", "persistentvolumeclaims", "services", "poddisruptionbudgets.policy",
            "networkpolicies.networking.k8s.io", "configmaps", "secrets", "rolebindings.rbac.authorization.k8s.io",
            "roles.rbac.authorization.k8s.io", "serviceaccounts");

    private final ApiServer api;
    private final List<Kind> kinds;
    private final Map<String, String> labels;
    private final Consumer<String> notes;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * One object of ours.
     *
     * @param kind says how to reach it
     * @param object as it was when it was listed
     */
    record Belonging(Kind kind, GenericKubernetesResource object) {
        String name() {
            return ApiRequest.named(object);
        }

        String uid() {
            return object.getMetadata().getUid();
        }

        /** Whether a controller keeps it, and so takes it along: a pod of a StatefulSet. */
        boolean kept() {
            return object.getMetadata().getOwnerReferences().stream()
                    .map(OwnerReference::getController)
                    .anyMatch(Boolean.TRUE::equals);
        }
    }

    /** Of every kind that the server knows; {@code notes} is told, a line each, which of these cannot be listed. */
    Belongings(ApiServer api, Consumer<String> notes) {
        this(api, Kind.all(api), Map.of(), notes);
    }

    /**
     * Some of them.
     *
     * @param labels that they carry besides our own
     * @param notes told, a line each, which kinds cannot be listed
     */
    Belongings(ApiServer api, Collection<Kind> kinds, Map<String, String> labels, Consumer<String> notes) {
        this.api = api;
        this.notes = notes;
        this.labels = Map.copyOf(labels);
        this.kinds = kinds.stream()
                .sorted(Comparator.comparingInt((Kind kind) -> place(kind)).thenComparing(Kind::resource))
                .toList();
    }

    /** All that is there, in the order in which to delete it. */
    List<Belonging> list() {
        return list(kind -> true);
    }

    /** What is there of some kinds. */
    List<Belonging> list(Predicate<Kind> which) {
        List<Belonging> all = new ArrayList<>();
        for (Kind kind : kinds.stream().filter(which).toList()) {
            ApiRequest request = ApiRequest.onAll("list", kind.resource());
            for (GenericKubernetesResource object : list(kind, request)) {
                // A list does not repeat what its items are.
                object.setKind(kind.kind());
                object.setApiVersion(kind.groupVersion());
                if (Ours.is(object) && Ours.labels(object).entrySet().containsAll(labels.entrySet())) {
                    all.add(new Belonging(kind, object));
                }
            }
        }
        return List.copyOf(all);
    }

    private List<GenericKubernetesResource> list(Kind kind, ApiRequest request) {
        Map<String, String> wanted = new TreeMap<>(labels);
        wanted.putAll(Ours.selector());
        String selector = URLEncoder.encode(
                wanted.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(",")), StandardCharsets.UTF_8);
        return api.ask(request, client -> {
            try {
                // Nothing at all where the kind went meanwhile.
                return Optional.ofNullable(client.raw(kind.path(api.namespace()) + "?labelSelector=" + selector))
                        .map(text -> Serialization.unmarshal(text, GenericKubernetesResourceList.class).getItems())
                        .orElseGet(List::of);
            } catch (KubernetesClientException e) {
                if (e.getCode() >= HttpURLConnection.HTTP_BAD_REQUEST && !MADE.contains(kind.resource())) {
                    tell(kind, e);
                    return List.<GenericKubernetesResource>of();
                }
                throw e;
            }
        });
    }

    /** A kind of others: they may hide it, and it may be broken. Neither keeps what we make from being deleted. */
    private void tell(Kind kind, KubernetesClientException why) {
        if (why.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR && told.add(kind.resource())) {
            notes.accept(kind.resource() + " cannot be listed (" + KubernetesFailures.reason(why)
                    + "); we make none of these, so they are left out");
        }
    }

    /**
     * Lets one go, exactly the one that was listed: not another one that has its name by now.
     *
     * @throws FailureException when we may not
     */
    void delete(Belonging one) {
        String body = "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\",\"propagationPolicy\":\"Background\","
                + "\"preconditions\":{\"uid\":\"" + one.uid() + "\"}}";
        String path = one.kind().path(api.namespace()) + "/" + one.object().getMetadata().getName();
        api.find(new ApiRequest("delete", one.kind().resource(), one.object().getMetadata().getName()), client -> {
            try {
                return client.raw(path, "DELETE", Serialization.unmarshal(body, GenericKubernetesResource.class));
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                    // Another one of that name.
                    return "";
                }
                throw e;
            }
        });
    }

    private static int place(Kind kind) {
        int place = ORDER.indexOf(kind.resource());
        return place < 0 ? ORDER.size() : place;
    }
}
