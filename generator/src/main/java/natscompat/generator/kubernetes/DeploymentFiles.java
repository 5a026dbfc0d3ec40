package natscompat.generator.kubernetes;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import natscompat.generator.Templates;
import natscompat.model.plan.Mix;

/**
 * Makes the files of a deployment: path below the deployment's folder to text, sorted. Equal input makes equal files.
 * Immutable and thread-safe.
 *
 * @param templates where they come from
 */
public record DeploymentFiles(Templates templates) {
    /** Stands in the first lines of every file, and so tells ours from others. */
    public static final String MADE_BY = Sheets.MADE_BY;

    private static final String KUSTOMIZATION = "kustomization.yaml";

    /**
     * All files: the cluster, the rights of head and runners, what runs them, and what applies it by hand.
     *
     * @param command that makes them, without secrets and without the mix; it stands in the head of each file
     */
    public SortedMap<String, String> render(Deployment deployment, String command) {
        Sheets sheets = sheets(deployment, command);
        SortedMap<String, String> files = new TreeMap<>(cluster(deployment, command));
        files.putAll(new CommonFiles(deployment, sheets).access());
        // RunnerFiles (head Job, Indexed Job, claim) go in here.
        files.put(KUSTOMIZATION, kustomization(deployment, sheets, files));
        files.put(DeploymentRecord.FILE, new DeploymentRecord(deployment, command, templates.folder()).text());
        return Collections.unmodifiableSortedMap(files);
    }

    /** Only the NATS cluster: what a platform applies that has its rights and its runners already. */
    public SortedMap<String, String> cluster(Deployment deployment, String command) {
        Sheets sheets = sheets(deployment, command);
        SortedMap<String, String> files = new TreeMap<>(new CommonFiles(deployment, sheets).cluster());
        ReleaseFiles ofReleases = new ReleaseFiles(deployment, sheets);
        deployment.releases().forEach(release -> files.putAll(ofReleases.of(release)));
        return Collections.unmodifiableSortedMap(files);
    }

    /**
     * What servers need before there are any, and no more: no StatefulSet, and no Service for clients, each of which would take
     * an address of Kubernetes for who dials servers by their own names.
     */
    public SortedMap<String, String> beforeServers(Deployment deployment, String command) {
        SortedMap<String, String> files = new TreeMap<>(cluster(deployment, command));
        files.remove(CommonFiles.CLIENTS);
        deployment.releases().forEach(release -> {
            files.remove(statefulSet(release));
            files.remove(release.folder() + ReleaseFiles.SERVICE);
        });
        return Collections.unmodifiableSortedMap(files);
    }

    /** The nats.conf of a release as its ConfigMap has it: the same for all its servers, and no password in it. */
    public String natsConf(Deployment deployment, ReleaseImage release) {
        return new ReleaseFiles(deployment, sheets(deployment, "")).natsConf(release);
    }

    /** Path of the file with the StatefulSet of a release (in place: with its template). */
    public static String statefulSet(ReleaseImage release) {
        return release.folder() + ReleaseFiles.STATEFUL_SET;
    }

    private Sheets sheets(Deployment deployment, String command) {
        Mix mix = deployment.mix();
        return new Sheets(templates, deployment.namespace(), mix.size() == 0 ? command : command + " --mix '" + mix + "'");
    }

    /**
     * Of all files those that are applied, as {@code kustomization.yaml} lists them. In place every release has a file
     * for the one StatefulSet: only that of the first release of the mix is among them; the others are for the next step.
     */
    public static SortedMap<String, String> applied(Deployment deployment, SortedMap<String, String> files) {
        SortedMap<String, String> applied = new TreeMap<>(files);
        applied.keySet().removeIf(path -> !path.contains("/") || later(deployment, path));
        return Collections.unmodifiableSortedMap(applied);
    }

    private static String kustomization(Deployment deployment, Sheets sheets, SortedMap<String, String> files) {
        List<Map<String, String>> resources = applied(deployment, files).keySet().stream()
                .map(path -> Map.of("resource", path))
                .toList();
        return sheets.file("kustomization", Map.of("resources", resources));
    }

    private static boolean later(Deployment deployment, String path) {
        if (deployment.layout() == Layout.PER_RELEASE || !path.endsWith(ReleaseFiles.STATEFUL_SET)) {
            return false;
        }
        ReleaseImage first = deployment.mix().size() == 0
                ? deployment.releases().getFirst()
                : deployment.release(deployment.mix().release(0));
        return !path.equals(statefulSet(first));
    }
}
