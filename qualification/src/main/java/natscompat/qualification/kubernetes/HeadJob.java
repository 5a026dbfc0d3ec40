package natscompat.qualification.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.deployer.kubernetes.ApiRequest;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.model.failure.Failure;
import natscompat.model.time.Waiting;

/** The job of a head: whether it goes on, and how it is begun again on the same volume. Thread-safe. */
record HeadJob(ApiServer api, RunnerNames names) {
    private static final Duration GONE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(250);
    /** What the controller adds for itself, and refuses in a new job. */
    private static final List<String> OF_THE_CONTROLLER =
            List.of("controller-uid", "batch.kubernetes.io/controller-uid", "job-name", "batch.kubernetes.io/job-name");

    Optional<Job> find() {
        return api.find(new ApiRequest("get", "jobs.batch", names.head()), client ->
                client.batch().v1().jobs().inNamespace(api.namespace()).withName(names.head()).get());
    }

    /** Why no pod of the head will come any more; empty as long as one is there or may come. */
    Optional<String> over() {
        Optional<Job> job = find();
        if (job.isEmpty()) {
            return Optional.of("there is no job " + names.head() + " any more: somebody deleted it");
        }
        return succeeded(job.get())
                ? Optional.of("it has ended: somebody has brought the run folder home")
                : failed(job.get());
    }

    /** Whether the head has ended well. */
    static boolean succeeded(Job job) {
        return job.getStatus() != null && job.getStatus().getSucceeded() != null && job.getStatus().getSucceeded() > 0;
    }

    /** Why Kubernetes has given it up; empty when it has not. */
    static Optional<String> failed(Job job) {
        if (job.getStatus() == null) {
            return Optional.empty();
        }
        return job.getStatus().getConditions().stream()
                .filter(c -> c.getType().equals("Failed") && c.getStatus().equals("True"))
                .findFirst()
                .map(HeadJob::words);
    }

    private static String words(JobCondition failed) {
        return "Kubernetes has given it up: " + failed.getReason() + ": " + failed.getMessage();
    }

    /** Makes it anew, after it was given up; the volume stays, so it goes on where it was. */
    void again(Job old) {
        api.find(new ApiRequest("delete", "jobs.batch", names.head()), client -> client.batch().v1().jobs()
                .inNamespace(api.namespace()).withName(names.head())
                .withPropagationPolicy(DeletionPropagation.BACKGROUND).delete());
        try {
            api.patiently("the old job of the head to be gone", GONE, POLL, () -> find().isEmpty()
                    ? Waiting.Look.there(true)
                    : Waiting.Look.notYet(names.head() + " is there still"));
        } catch (Waiting.TimedOut e) {
            throw Failure.deploy("begin the head of run " + names.run() + " again", e.lastSeen(),
                    "See kubectl describe job " + names.head() + " -n " + api.namespace() + ".").causedBy(e);
        }
        Job wanted = anew(old);
        api.ask(ApiRequest.on("create", wanted), client ->
                client.batch().v1().jobs().inNamespace(api.namespace()).resource(wanted).create());
    }

    /** The same job without what it has lived through. */
    static Job anew(Job old) {
        Job made = new JobBuilder(old)
                .withNewMetadata()
                .withName(old.getMetadata().getName())
                .withNamespace(old.getMetadata().getNamespace())
                .withLabels(own(old.getMetadata().getLabels()))
                .withAnnotations(own(old.getMetadata().getAnnotations()))
                .endMetadata()
                .withStatus(null)
                .build();
        made.getSpec().setSelector(null);
        made.getSpec().getTemplate().getMetadata().setLabels(own(made.getSpec().getTemplate().getMetadata().getLabels()));
        return made;
    }

    private static Map<String, String> own(Map<String, String> labels) {
        Map<String, String> own = new TreeMap<>(labels);
        OF_THE_CONTROLLER.forEach(own::remove);
        return own;
    }
}
