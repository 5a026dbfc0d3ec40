package natscompat.qualification.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import natscompat.deployer.kubernetes.ActiveRuns;
import natscompat.deployer.kubernetes.ApiRequest;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.Applying;
import natscompat.deployer.kubernetes.Deleting;
import natscompat.deployer.kubernetes.Manifests;
import natscompat.deployer.kubernetes.Surroundings;
import natscompat.generator.Templates;
import natscompat.generator.kubernetes.RunnerDeployment;
import natscompat.generator.kubernetes.RunnerFiles;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.model.failure.FailureException;
import natscompat.qualification.head.HeadClient;
import natscompat.qualification.head.Token;

/**
 * One run in a namespace, as the command line sees it: bring its head up, reach it, take everything away. Runs beside each
 * other are told apart by their names and labels. For one thread.
 */
public final class KubernetesRun implements AutoCloseable {
    private final ApiServer api;
    private final RunnerNames names;
    private final Consumer<String> notices;
    private final HeadPod head;

    /**
     * Touches nothing yet.
     *
     * @param api closed by who opened it
     * @param run its id
     * @param notices told, a line each, what is done
     */
    public KubernetesRun(ApiServer api, String run, Consumer<String> notices) {
        this.api = api;
        this.names = new RunnerNames(run);
        this.notices = notices;
        this.head = new HeadPod(api, names);
    }

    /**
     * Looks whether a run can begin here, before anything costs time. Other runs in the namespace are no obstacle: they
     * share no object, only the room. They are told of, and so is what killed ones have left; one that never had its order
     * is taken away.
     *
     * @param storageClass of all volumes; empty = the usual one
     * @param createNamespace whether a missing namespace is made
     * @throws natscompat.model.failure.FailureException when the namespace or the storage class is missing, or Kubernetes is old
     */
    public void prepare(Optional<String> storageClass, boolean createNamespace) {
        Surroundings surroundings = new Surroundings(api);
        if (surroundings.namespace(createNamespace)) {
            notices.accept("namespace " + api.namespace() + " made");
        }
        surroundings.version();
        surroundings.storageClass(storageClass);
        others(new ActiveRuns(api));
    }

    private void others(ActiveRuns runs) {
        runs.unbegun().forEach(this::takeAway);
        runs.find().forEach((run, what) -> notices.accept("run " + run + " is in this namespace, too (" + what
                + "); both share its room. If nobody follows it: bin/nats-compat attach " + run + " -n " + api.namespace()));
        runs.remains().forEach((run, what) -> notices.accept("of run " + run + " there is " + what + " and no head. If nobody"
                + " begins it just now: bin/nats-compat attach " + run + " where it was begun, or bin/delete-all -n "
                + api.namespace() + ", takes that away"));
    }

    private void takeAway(String unbegun) {
        try {
            Deleting.ofRun(api, event -> {}, unbegun).delete();
            notices.accept("run " + unbegun + " was taken away: its order never came, so it never began");
        } catch (FailureException e) {
            notices.accept("run " + unbegun + ", which never began, could not be taken away: " + e.failure().why());
        }
    }

    /**
     * Makes the Secret of the run, and so its name ours: two runs that begin in one second with one seed have the same.
     *
     * @throws natscompat.model.failure.FailureException when somebody else has it
     */
    public void reserve() {
        new RunSecret(api, names).make();
    }

    /**
     * Brings the head up.
     *
     * @param command that asked for it; it stands in what is applied
     * @throws natscompat.model.failure.FailureException with what stands in the way
     */
    public void begin(RunnerDeployment deployment, Templates templates, String command) {
        apply(new RunnerFiles(templates).render(deployment, command));
        new HeadWatch(api, names, head, notices).await("Then begin the run again: what was made of this one is taken away.");
    }

    /**
     * What the head's pod needs is there before its job is; and roles before they are bound, or the API server cannot see that
     * who binds them has their rights.
     */
    void apply(Map<String, String> files) {
        List<GenericKubernetesResource> jobs = new ArrayList<>();
        List<GenericKubernetesResource> bindings = new ArrayList<>();
        Applying applying = new Applying(api, notices);
        files.forEach((path, text) -> {
            if (path.endsWith("/" + RunnerNames.CELLS_JOB)) {
                return;
            }
            for (GenericKubernetesResource object : Manifests.read(path, text)) {
                switch (object.getKind()) {
                    case "Job" -> jobs.add(object);
                    case "RoleBinding" -> bindings.add(object);
                    default -> applying.apply(object);
                }
            }
        });
        bindings.forEach(applying::apply);
        jobs.forEach(applying::apply);
    }

    /**
     * A client of the head. Close it.
     *
     * @throws natscompat.model.failure.FailureException INPUT when there is no such run
     */
    public HeadClient client() {
        Token token = new RunSecret(api, names).read();
        return new HeadClient(head, token, notices);
    }

    /** Whether anything of the run is here. */
    public boolean here() {
        return new RunSecret(api, names).find().isPresent() || job().isPresent();
    }

    /** Whether the head has ended well: somebody has brought the run folder home. */
    public boolean fetched() {
        return job().filter(HeadJob::succeeded).isPresent();
    }

    /** Whether there is a job of the head, going on or not. */
    boolean hasHead() {
        return job().isPresent();
    }

    /** The claim that holds what the head knows. */
    String volume() {
        return "persistentvolumeclaim/" + names.shared();
    }

    /** Begins a head again that Kubernetes has given up; it goes on where it was. */
    void revive() {
        Optional<Job> job = job();
        Optional<String> failed = job.flatMap(HeadJob::failed);
        if (failed.isPresent()) {
            notices.accept("the head: " + failed.get() + "; " + head.state() + "; it is begun again on its volume");
            new HeadJob(api, names).again(job.get());
            new HeadWatch(api, names, head, notices).await("Then attach to the run again.");
        }
    }

    private Optional<Job> job() {
        return new HeadJob(api, names).find();
    }

    /** Deletes everything of the run, its volume too. Only when the run folder is home, or never was one. */
    public void clear() {
        Deleting.ofRun(api, event -> {}, names.run()).delete();
    }

    @Override
    public void close() {
        head.close();
    }
}
