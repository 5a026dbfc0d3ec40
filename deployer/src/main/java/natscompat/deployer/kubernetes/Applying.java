package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.ServerSideApplicable;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import natscompat.generator.kubernetes.Labels;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;

/**
 * Server-side apply under our own field manager. An object that lacks our labels is never taken over, whatever its name;
 * of one that carries them only what people changed by hand (kubectl) is taken back, and said. Thread-safe.
 */
public final class Applying {
    /** Our field manager. */
    public static final String MANAGER = Labels.US;

    private static final int MEETINGS = 20;
    private static final Duration MEETING = Duration.ofMillis(100);
    private final ApiServer api;
    private final Consumer<String> notes;

    /** What applying an object came to. */
    public enum Change {
        /** It was not there. */
        CREATED,
        /** It was there and is different now. */
        CHANGED,
        /** It was there as it is wanted. */
        UNCHANGED
    }

    /**
     * One object that was applied.
     *
     * @param object as the server has it now
     */
    public record Applied(GenericKubernetesResource object, Change change) {}

    /**
     * Applies through this server.
     *
     * @param notes told, a line each, what is taken back from people
     */
    public Applying(ApiServer api, Consumer<String> notes) {
        this.api = api;
        this.notes = notes;
    }

    /**
     * Applies one object into the server's namespace.
     *
     * @throws FailureException INPUT when an object of that name is not ours, or when another program holds a field
     */
    public Applied apply(GenericKubernetesResource object) {
        return apply(object, false);
    }

    /** Lets the server check it, admission included; nothing is stored. Fails like {@link #apply}. */
    public Applied validate(GenericKubernetesResource object) {
        return apply(object, true);
    }

    private Applied apply(GenericKubernetesResource object, boolean dryRun) {
        Optional<GenericKubernetesResource> before = find(object);
        before.filter(there -> !Ours.is(there)).ifPresent(there -> {
            throw foreign(there);
        });
        GenericKubernetesResource after = api.ask(ApiRequest.on("patch", object), client -> applied(client, object, dryRun));
        Change change = before.map(there -> content(there).equals(content(after)) ? Change.UNCHANGED : Change.CHANGED)
                .orElse(Change.CREATED);
        return new Applied(after, change);
    }

    private GenericKubernetesResource applied(KubernetesClient client, GenericKubernetesResource object, boolean dryRun) {
        for (int again = 0;; again++) {
            try {
                return operation(client, object, dryRun).serverSideApply();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
                if (causes(e).isEmpty() && again < MEETINGS) {
                    // Nobody holds a field: two writes met, at this object or at the quota that counts both.
                    Waiting.pause("another write to the same object or quota", MEETING);
                } else if (mayTakeBack(object, e)) {
                    return operation(client, object, dryRun).forceConflicts().serverSideApply();
                }
            }
        }
    }

    /** The object as it is on the server, if it is there. */
    public Optional<GenericKubernetesResource> find(GenericKubernetesResource object) {
        return api.find(ApiRequest.on("get", object), client -> resource(client, object).get());
    }

    private Resource<GenericKubernetesResource> resource(KubernetesClient client, GenericKubernetesResource object) {
        return client.resource(object).inNamespace(api.namespace());
    }

    private ServerSideApplicable<GenericKubernetesResource> operation(
            KubernetesClient client, GenericKubernetesResource object, boolean dryRun) {
        NonDeletingOperation<GenericKubernetesResource> operation = resource(client, object).dryRun(dryRun);
        return operation.fieldManager(MANAGER);
    }

    /**
     * Whether a conflict is with people only; says what is taken back from them.
     *
     * @throws FailureException when it is with another program
     */
    private boolean mayTakeBack(GenericKubernetesResource object, KubernetesClientException conflict) {
        List<StatusCause> causes = causes(conflict);
        String said = causes.stream()
                .map(cause -> cause.getField() + " (" + cause.getMessage() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        if (causes.isEmpty() || !causes.stream().allMatch(cause -> cause.getMessage().contains("\"kubectl"))) {
            throw Failure.input("apply " + ApiRequest.named(object) + " in namespace " + api.namespace(),
                            "another program holds fields of it: " + (said.isEmpty() ? conflict.getMessage() : said),
                            "Let only one of the two manage it.")
                    .causedBy(conflict);
        }
        notes.accept(ApiRequest.named(object) + ": taking back what was changed by hand: " + said);
        return true;
    }

    private static List<StatusCause> causes(KubernetesClientException conflict) {
        if (conflict.getStatus() == null || conflict.getStatus().getDetails() == null) {
            return List.of();
        }
        return conflict.getStatus().getDetails().getCauses().stream()
                .filter(cause -> cause.getMessage() != null)
                .toList();
    }

    private FailureException foreign(GenericKubernetesResource there) {
        Map<String, String> labels = Ours.labels(there);
        String says = labels.containsKey(Labels.MANAGED_BY) ? ", but says " + labels.get(Labels.MANAGED_BY) : "";
        String managers = there.getMetadata().getManagedFields().stream()
                .map(ManagedFieldsEntry::getManager)
                .filter(manager -> manager != null && !manager.isEmpty())
                .collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), m -> String.join(", ", m)));
        return Failure.input("apply " + ApiRequest.named(there) + " in namespace " + api.namespace(),
                "one of that name is there and is not ours: it lacks the label " + Labels.MANAGED_BY + "=" + Labels.US + says
                        + "; managed by " + (managers.isEmpty() ? "somebody unknown" : managers),
                "Generate into another namespace, or remove it yourself; nothing of it was changed.");
    }

    /** What people would call its content; a dry run keeps the version that was there. */
    private static List<Object> content(GenericKubernetesResource object) {
        Map<String, Object> fields = new HashMap<>(object.getAdditionalProperties());
        fields.remove("status");
        return List.of(Ours.labels(object), Ours.annotations(object), fields);
    }
}
