package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.ObjectNames;
import natscompat.model.event.DeployEvent;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Mix;

/**
 * Brings a generated cluster up to its mix, or finds it there: applies what was generated, makes the passwords, waits at
 * the gates. It keeps nothing in mind, so whoever is killed is followed by whoever starts again. Used by one thread.
 */
public final class Starting {
    private static final String STATEFUL_SET = "StatefulSet";
    private static final String ROLE_BINDING = "RoleBinding";
    private final ApiServer api;
    private final DeployEvent.Listener listener;
    private final Applying applying;

    /**
     * How a start goes about it.
     *
     * @param createNamespace whether it may make the namespace
     * @param limit of each gate, instead of the gate's own
     */
    public record Options(boolean createNamespace, Optional<Duration> limit) {}

    /** Starts through this server. */
    public Starting(ApiServer api, DeployEvent.Listener listener) {
        this.api = api;
        this.listener = listener;
        this.applying = new Applying(api, text -> listener.on(new DeployEvent.Note(text)));
    }

    /**
     * Comes back when every server of the mix is healthy and is what was asked for.
     *
     * @throws natscompat.model.failure.FailureException with what stands in the way and what to do about it
     */
    public void start(GeneratedFiles files, Options options) {
        Deployment deployment = files.deployment();
        if (deployment.mix().size() == 0) {
            throw Failure.input("start cluster " + deployment.cluster(), "it was generated without a mix",
                    "Say which servers it has, for example --mix '3 x " + deployment.releases().getFirst().name() + "'.");
        }
        listener.on(new DeployEvent.Began("starting " + deployment.mix(),
                "namespace " + api.namespace() + " on " + api.place().text()));
        Surroundings surroundings = new Surroundings(api);
        if (surroundings.namespace(options.createNamespace())) {
            done("namespace/" + api.namespace(), "created");
        }
        surroundings.storageClass(deployment.storageClass());
        Sight before = Sight.of(api, deployment.cluster());
        refuseToForget(files, before);
        beforeServers(files);
        done("secret/" + new ObjectNames(deployment).secret(), new Secrets(api).make(deployment));
        try (Monitoring monitoring = new Monitoring(new PortForwards(api))) {
            servers(files, new Gates(api, monitoring, listener, options.limit()), StuckPods.any(before));
        }
        listener.on(new DeployEvent.Ended(deployment.mix() + " runs in namespace " + api.namespace()
                + "; clients there connect to nats://" + new ObjectNames(deployment).clients() + ":4222 with the passwords of"
                + " secret/" + new ObjectNames(deployment).secret()));
    }

    /**
     * Lets the API server check every object, admission included, and tells what would change; nothing is stored.
     *
     * @throws natscompat.model.failure.FailureException as {@link #start} does for what can be known before it begins
     */
    public void validate(GeneratedFiles files) {
        Surroundings surroundings = new Surroundings(api);
        surroundings.namespace(false);
        surroundings.storageClass(files.deployment().storageClass());
        for (GenericKubernetesResource object : files.objects()) {
            done(ApiRequest.named(object), switch (tried(object).change()) {
                case CREATED -> "to be created:";
                case CHANGED -> "to be changed:";
                case UNCHANGED -> "unchanged";
            });
        }
        files.more().forEach((path, objects) -> objects.forEach(this::tried));
        listener.on(new DeployEvent.Ended("the API server accepts all of it; nothing was changed"));
    }

    /** With the pod that it would make, if it makes any: admission refuses pods. */
    private Applying.Applied tried(GenericKubernetesResource object) {
        Applying.Applied checked = applying.validate(object);
        if (TrialPod.isMadeBy(object)) {
            applying.validate(TrialPod.of(object));
        }
        return checked;
    }

    private void servers(GeneratedFiles files, Gates gates, boolean stuck) {
        Deployment deployment = files.deployment();
        switch (deployment.layout()) {
            case PER_RELEASE -> {
                AtOnce.each(objects(files, STATEFUL_SET::equals), this::apply);
                free(deployment.cluster(), stuck);
                gates.await(new Gates.Goal(deployment.cluster(), deployment.mix(), files.servers()));
            }
            case IN_PLACE -> inPlace(files, gates, stuck);
        }
    }

    private void free(String cluster, boolean stuck) {
        if (stuck) {
            new StuckPods(api, listener).delete(cluster);
        }
    }

    /**
     * All servers on the release of the lower ordinals first, then those from the partition on roll to the other one: a
     * StatefulSet that is new would give its one template to all.
     */
    private void inPlace(GeneratedFiles files, Gates gates, boolean stuck) {
        String cluster = files.deployment().cluster();
        Mix mix = files.deployment().mix();
        String lower = mix.release(0);
        String upper = mix.release(mix.size() - 1);
        if (!lower.equals(upper) && !partitioned(files, lower, upper)) {
            apply(files.statefulSet(lower));
            free(cluster, stuck);
            Mix all = Mix.all(lower, mix.size());
            gates.await(new Gates.Goal(cluster, all, files.servers(all)));
        }
        apply(files.statefulSet(upper));
        free(cluster, stuck);
        gates.await(new Gates.Goal(cluster, mix, files.servers()));
    }

    /** Whether the set has the upper release's template already, and the lower pods still run the lower release. */
    private boolean partitioned(GeneratedFiles files, String lower, String upper) {
        Deployment deployment = files.deployment();
        Sight sight = Sight.of(api, deployment.cluster());
        boolean template = sight.sets().stream()
                .filter(set -> set.getMetadata().getName().equals(deployment.cluster()))
                .anyMatch(set -> set.getSpec().getTemplate().getSpec().getContainers().stream()
                        .anyMatch(c -> deployment.release(upper).image().equals(c.getImage())));
        return template && files.servers().stream()
                .filter(server -> server.release().name().equals(lower))
                .allMatch(server -> sight.pod(server.pod()).map(Sight::image).filter(server.release().image()::equals)
                        .isPresent());
    }

    /**
     * A server that just goes stays a member of the meta group for ever, and counts for its majority; one whose data was kept
     * (delete-all --keep-data) is such a member, too.
     */
    private void refuseToForget(GeneratedFiles files, Sight before) {
        List<String> wanted = files.servers().stream().map(Expected::pod).toList();
        String running = names(before.pods(), pod -> !wanted.contains(pod));
        // A StatefulSet names a claim after its template of them and the pod.
        String kept = names(before.claims(), claim -> wanted.stream().noneMatch(pod -> claim.endsWith("-" + pod)));
        if (!running.isEmpty() || !kept.isEmpty()) {
            throw Failure.input("start " + files.deployment().mix() + " in namespace " + api.namespace(),
                    (running.isEmpty()
                                    ? "there is data of servers that this mix lacks: " + kept
                                    : "the running cluster has servers that this mix lacks: " + running)
                            + "; what just goes stays a member of the meta group",
                    "Delete the cluster first: bin/delete-all -n " + api.namespace()
                            + ". With bin/generate --layout in-place servers change their release and stay.");
        }
    }

    private static String names(List<? extends HasMetadata> objects, Predicate<String> which) {
        return objects.stream().map(one -> one.getMetadata().getName()).filter(which).sorted().collect(Collectors.joining(", "));
    }

    /** None of them needs another one, but that a role has to be there before it is bound. */
    private void beforeServers(GeneratedFiles files) {
        AtOnce.each(objects(files, kind -> !kind.equals(STATEFUL_SET) && !kind.equals(ROLE_BINDING)), this::apply);
        AtOnce.each(objects(files, ROLE_BINDING::equals), this::apply);
    }

    private static List<GenericKubernetesResource> objects(GeneratedFiles files, Predicate<String> kind) {
        return files.objects().stream().filter(object -> kind.test(object.getKind())).toList();
    }

    private Applying.Applied apply(GenericKubernetesResource object) {
        Applying.Applied applied = applying.apply(object);
        done(ApiRequest.named(object), applied.change().name().toLowerCase(Locale.ROOT));
        return applied;
    }

    private void done(String object, String change) {
        listener.on(new DeployEvent.Done(object, change));
    }
}
