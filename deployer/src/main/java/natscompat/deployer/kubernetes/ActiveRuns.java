package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import natscompat.deployer.kubernetes.Belongings.Belonging;
import natscompat.generator.kubernetes.Labels;

/**
 * Which runs of {@code qualify} are in a namespace, by what is there of them. A run lives as long as it has a Job: one that has
 * ended, too, since its run folder may not have been brought home. Thread-safe.
 */
public record ActiveRuns(ApiServer api) {
    /** A job ends so by a rule about its exit codes. Ours has one: a head whose order does not come is not begun again. */
    private static final String BY_RULE = "PodFailurePolicy";

    /** What shows each run that lives, by the id of the run: {@code job/head-20261121}. */
    public Map<String, String> find() {
        Map<String, String> living = new TreeMap<>();
        jobs().forEach((run, jobs) -> {
            if (!jobs.stream().allMatch(ActiveRuns::withoutOrder)) {
                Job first = jobs.getFirst();
                living.put(run, ApiRequest.named(first) + (ended(first) ? ", which has ended" : ""));
            }
        });
        return living;
    }

    /** Runs whose head waited for its order in vain and has ended: there is nothing of them that anybody could want. */
    public Set<String> unbegun() {
        Set<String> runs = new TreeSet<>();
        jobs().forEach((run, jobs) -> {
            if (jobs.stream().allMatch(ActiveRuns::withoutOrder)) {
                runs.add(run);
            }
        });
        return runs;
    }

    /**
     * What is there of runs without a Job, by the id of the run: they are being begun, or were killed before they had a head or
     * while they were taken away.
     */
    public Map<String, String> remains() {
        Map<String, List<String>> there = new TreeMap<>();
        for (Belonging one : new Belongings(api, Kind.MADE, Map.of(), note -> {}).list()) {
            String run = Ours.labels(one.object()).get(Labels.RUN);
            if (run != null) {
                there.computeIfAbsent(run, r -> new ArrayList<>()).add(one.name());
            }
        }
        // Asked last: who is being begun may have his job by now.
        there.keySet().removeAll(jobs().keySet());
        Map<String, String> shown = new TreeMap<>();
        there.forEach((run, names) ->
                shown.put(run, names.getFirst() + (names.size() > 1 ? " and " + (names.size() - 1) + " more" : "")));
        return shown;
    }

    private Map<String, List<Job>> jobs() {
        Map<String, List<Job>> runs = new TreeMap<>();
        List<Job> jobs = api.ask(ApiRequest.onAll("list", "jobs.batch"), client -> client.batch().v1().jobs()
                .inNamespace(api.namespace()).withLabels(Ours.selector()).list().getItems());
        for (Job job : jobs) {
            String run = Ours.labels(job).get(Labels.RUN);
            if (run != null) {
                runs.computeIfAbsent(run, r -> new ArrayList<>()).add(job);
            }
        }
        return runs;
    }

    private static boolean ended(Job job) {
        return job.getStatus() != null && job.getStatus().getConditions().stream()
                .anyMatch(c -> List.of("Complete", "Failed").contains(c.getType()) && c.getStatus().equals("True"));
    }

    private static boolean withoutOrder(Job job) {
        return job.getStatus() != null && job.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Failed") && c.getStatus().equals("True") && BY_RULE.equals(c.getReason()));
    }
}
