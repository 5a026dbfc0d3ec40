package natscompat.qualification.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import natscompat.deployer.kubernetes.ApiRequest;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.Applying;
import natscompat.deployer.kubernetes.Events;
import natscompat.deployer.kubernetes.Manifests;
import natscompat.model.failure.FailureException;
import natscompat.qualification.head.RunnerPods;

/** Runs each batch as an Indexed Job, one index a cell, so that Kubernetes spreads, limits and retries them. Thread-safe. */
public final class IndexedJob implements RunnerPods {
    private static final String INDEX = "batch.kubernetes.io/job-completion-index";
    private static final String OF_JOB = "batch.kubernetes.io/job-name";

    private final ApiServer api;
    private final Job template;
    private final Consumer<String> notices;

    /**
     * Starts nothing yet.
     *
     * @param template the job's YAML; name, completions and parallelism are filled in for each batch
     * @param notices told, a line each, what people should know
     */
    public IndexedJob(ApiServer api, String template, Consumer<String> notices) {
        this.api = api;
        this.template = Serialization.unmarshal(template, Job.class);
        this.notices = notices;
    }

    @Override
    public RunnerPods.Started start(String batch, int count, int sideBySide) {
        Job wanted = new JobBuilder(template)
                .editMetadata().withName(batch).endMetadata()
                .editSpec().withCompletions(count).withParallelism(sideBySide).endSpec()
                .build();
        deleteOthers(batch);
        new Applying(api, notices).apply(Manifests.read(batch, Serialization.asYaml(wanted)).getFirst());
        return new Batch(batch, count);
    }

    /** Batches of a head before this one, which came to other cells: their runners are given nothing any more. */
    private void deleteOthers(String batch) {
        List<Job> jobs = api.ask(ApiRequest.onAll("list", "jobs.batch"), client -> client.batch().v1().jobs()
                .inNamespace(api.namespace()).withLabels(template.getMetadata().getLabels()).list().getItems());
        jobs.stream().map(job -> job.getMetadata().getName()).filter(name -> !name.equals(batch)).forEach(this::delete);
    }

    private void delete(String name) {
        api.find(new ApiRequest("delete", "jobs.batch", name), client -> client.batch().v1().jobs()
                .inNamespace(api.namespace()).withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND).delete());
    }

    /** The indexes that Kubernetes names as {@code 1,3-5}. */
    static List<Integer> indexes(String ranges) {
        List<Integer> all = new ArrayList<>();
        for (String range : ranges.isBlank() ? List.<String>of() : List.of(ranges.split(",", -1))) {
            String[] ends = range.strip().split("-", 2);
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])).forEach(all::add);
        }
        return List.copyOf(all);
    }

    /** Indexes whose runner ended well. Who brings its cell does so before it ends, so the desk knows which are lost. */
    static Map<Integer, String> completed(JobStatus status) {
        Map<Integer, String> ended = new TreeMap<>();
        indexes(Optional.ofNullable(status.getCompletedIndexes()).orElse(""))
                .forEach(index -> ended.put(index, "its runner ended without bringing it"));
        return ended;
    }

    /** The job of one batch. What cannot be asked now is asked again at the next look. */
    private final class Batch implements RunnerPods.Started {
        private final String name;
        private final int count;

        Batch(String name, int count) {
            this.name = name;
            this.count = count;
        }

        @Override
        public Map<Integer, String> lost() {
            try {
                Optional<Job> job = api.find(new ApiRequest("get", "jobs.batch", name), client ->
                        client.batch().v1().jobs().inNamespace(api.namespace()).withName(name).get());
                return job.map(this::lost).orElseGet(() -> all("job " + name + " was deleted"));
            } catch (FailureException e) {
                return Map.of();
            }
        }

        private Map<Integer, String> lost(Job job) {
            JobStatus status = job.getStatus();
            if (status == null) {
                return Map.of();
            }
            Map<Integer, String> lost = completed(status);
            List<Integer> failed = indexes(Optional.ofNullable(status.getFailedIndexes()).orElse(""));
            if (!failed.isEmpty()) {
                List<Pod> pods = pods();
                failed.forEach(index -> lost.put(index, ends(pods, index)));
            }
            status.getConditions().stream()
                    .filter(c -> c.getType().equals("Failed") && c.getStatus().equals("True"))
                    .filter(c -> !"FailedIndexes".equals(c.getReason()))
                    .findFirst()
                    .ifPresent(c -> all("job " + name + " failed: " + c.getReason() + ": " + c.getMessage())
                            .forEach(lost::putIfAbsent));
            return lost;
        }

        private Map<Integer, String> all(String why) {
            Map<Integer, String> all = new TreeMap<>();
            IntStream.range(0, count).forEach(index -> all.put(index, why));
            return all;
        }

        private String ends(List<Pod> pods, int index) {
            List<String> ends = pods.stream()
                    .filter(pod -> String.valueOf(index).equals(pod.getMetadata().getAnnotations().get(INDEX)))
                    .flatMap(pod -> PodWords.end(pod).stream())
                    .toList();
            return "its runners died: " + (ends.isEmpty() ? "their pods are gone" : String.join("; ", ends));
        }

        private List<Pod> pods() {
            return api.ask(ApiRequest.onAll("list", "pods"), client -> client.pods()
                    .inNamespace(api.namespace()).withLabel(OF_JOB, name).list().getItems());
        }

        @Override
        public Optional<String> obstacle() {
            try {
                List<Pod> open = pods().stream().filter(pod -> !PodWords.over(pod)).toList();
                return open.stream().flatMap(pod -> PodWords.obstacle(pod).stream()).findFirst().or(() -> events(open));
            } catch (FailureException e) {
                return Optional.of(e.failure().why());
            }
        }

        /** Without a pod the job says why: a quota, a policy. With one that does not come up, the pod: a volume, a network. */
        private Optional<String> events(List<Pod> open) {
            Events events = new Events(api);
            String lines = open.isEmpty()
                    ? events.lines("Job", name)
                    : open.stream().filter(PodWords::pending).findFirst()
                            .map(pod -> events.lines("Pod", pod.getMetadata().getName())).orElse("");
            return Optional.of(lines.replace("\n", "; ")).filter(text -> !text.isEmpty());
        }

        @Override
        public void close() {
            try {
                delete(name);
            } catch (FailureException e) {
                notices.accept("job " + name + " could not be deleted: " + e.failure().why());
            }
        }
    }
}
