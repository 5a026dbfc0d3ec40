package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.generator.kubernetes.Labels;

/**
 * Which runs of {@code qualify} live in a namespace: those with a Job, and those whose Lease somebody holds. A Job that
 * has ended counts too, since its run folder may not have been brought home. Thread-safe.
 */
public record ActiveRuns(ApiServer api) {
    private static final Duration USUAL_LEASE = Duration.ofSeconds(60);

    /** What shows each run, by the id of the run: {@code job/head-20261121}. */
    public Map<String, String> find() {
        Map<String, String> runs = new TreeMap<>();
        List<Job> jobs = api.ask(ApiRequest.onAll("list", "jobs.batch"), client -> client.batch().v1().jobs()
                .inNamespace(api.namespace()).withLabels(Ours.selector()).list().getItems());
        List<Lease> leases = api.ask(ApiRequest.onAll("list", "leases.coordination.k8s.io"), client -> client.leases()
                .inNamespace(api.namespace()).withLabels(Ours.selector()).list().getItems());
        jobs.forEach(job -> add(runs, job, ended(job) ? ", which has ended" : ""));
        leases.stream().filter(ActiveRuns::held).forEach(lease -> add(runs, lease, ", which is held"));
        return runs;
    }

    private static void add(Map<String, String> runs, HasMetadata object, String state) {
        String run = Ours.labels(object).get(Labels.RUN);
        if (run != null) {
            runs.putIfAbsent(run, ApiRequest.named(object) + state);
        }
    }

    private static boolean ended(Job job) {
        return job.getStatus() != null && job.getStatus().getConditions().stream()
                .anyMatch(c -> List.of("Complete", "Failed").contains(c.getType()) && c.getStatus().equals("True"));
    }

    private static boolean held(Lease lease) {
        LeaseSpec spec = lease.getSpec();
        if (spec == null || spec.getHolderIdentity() == null || spec.getHolderIdentity().isEmpty()
                || spec.getRenewTime() == null) {
            return false;
        }
        Duration length = Optional.ofNullable(spec.getLeaseDurationSeconds())
                .map(Duration::ofSeconds)
                .orElse(USUAL_LEASE);
        return spec.getRenewTime().toInstant().plus(length).isAfter(Instant.now());
    }
}
