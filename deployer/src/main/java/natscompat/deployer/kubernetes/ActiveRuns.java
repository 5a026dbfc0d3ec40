package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import natscompat.generator.kubernetes.Labels;

/**
 * Which runs of {@code qualify} live in a namespace: those with a Job. One that has ended counts too, since its run folder
 * may not have been brought home. Thread-safe.
 */
public record ActiveRuns(ApiServer api) {
    /** What shows each run, by the id of the run: {@code job/head-20261121}. */
    public Map<String, String> find() {
        Map<String, String> runs = new TreeMap<>();
        List<Job> jobs = api.ask(ApiRequest.onAll("list", "jobs.batch"), client -> client.batch().v1().jobs()
                .inNamespace(api.namespace()).withLabels(Ours.selector()).list().getItems());
        for (Job job : jobs) {
            String run = Ours.labels(job).get(Labels.RUN);
            if (run != null) {
                runs.putIfAbsent(run, ApiRequest.named(job) + (ended(job) ? ", which has ended" : ""));
            }
        }
        return runs;
    }

    private static boolean ended(Job job) {
        return job.getStatus() != null && job.getStatus().getConditions().stream()
                .anyMatch(c -> List.of("Complete", "Failed").contains(c.getType()) && c.getStatus().equals("True"));
    }
}
