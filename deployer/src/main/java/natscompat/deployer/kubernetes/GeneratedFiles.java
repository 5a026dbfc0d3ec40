package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.DeploymentFiles;
import natscompat.generator.kubernetes.DeploymentRecord;
import natscompat.generator.kubernetes.Labels;
import natscompat.generator.kubernetes.ObjectNames;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Mix;

/**
 * A folder that {@code generate} made, checked: of this namespace, of the schema that we know, every object ours.
 * Immutable.
 *
 * @param folder where it is
 * @param record what it was made from
 * @param files path below the folder to text
 */
public record GeneratedFiles(Path folder, DeploymentRecord record, SortedMap<String, String> files) {
    private static final String YAML = ".yaml";
    private static final String KUSTOMIZATION = "kustomization" + YAML;
    /** What others need comes first; kinds that are not named come last. */
    private static final List<String> ORDER = List.of(
            "ServiceAccount", "Role", "RoleBinding", "NetworkPolicy", "PodDisruptionBudget", "ConfigMap",
            "PersistentVolumeClaim", "Service", "StatefulSet");

    /**
     * Reads it.
     *
     * @throws FailureException INPUT when it is missing, or made for another namespace or of another schema
     */
    public static GeneratedFiles read(Path folder, String namespace) {
        String tried = "read what was generated in " + folder;
        String next = "Generate it: bin/generate -n " + namespace + ".";
        Path document = folder.resolve(DeploymentRecord.FILE);
        if (!Files.isRegularFile(document)) {
            throw Failure.input(tried, "there is no " + document, next);
        }
        try {
            DeploymentRecord record = DeploymentRecord.read(document.toString(), Files.readString(document));
            checkNamespace(document.toString(), record.deployment().namespace(), namespace);
            SortedMap<String, String> files = new TreeMap<>();
            files.put(KUSTOMIZATION, Files.readString(folder.resolve(KUSTOMIZATION)));
            for (String path : resources(folder, files.get(KUSTOMIZATION))) {
                files.put(path, Files.readString(folder.resolve(path)));
            }
            for (var release : record.deployment().releases()) {
                String path = DeploymentFiles.statefulSet(release);
                files.put(path, Files.readString(folder.resolve(path)));
            }
            GeneratedFiles all = new GeneratedFiles(folder, record, files);
            files.keySet().stream().filter(path -> !path.equals(KUSTOMIZATION)).forEach(path -> all.check(path, namespace));
            return all;
        } catch (IOException e) {
            throw Failure.input(tried, String.valueOf(e), next).causedBy(e);
        }
    }

    /** What it was made from. */
    public Deployment deployment() {
        return record.deployment();
    }

    /**
     * The same for another mix, made again from the templates.
     *
     * @throws FailureException INPUT when files were changed by hand: the change would be lost
     */
    public GeneratedFiles with(Mix mix) {
        if (mix.equals(deployment().mix())) {
            return this;
        }
        DeploymentFiles generator = new DeploymentFiles(record.source());
        SortedMap<String, String> asGenerated = generator.render(deployment(), record.command());
        files.forEach((path, text) -> {
            if (!text.equals(asGenerated.get(path))) {
                throw Failure.input("make the files of the mix " + mix,
                        folder.resolve(path) + " is not what the generator makes: changed by hand, or by other templates",
                        "Put the change into a template (bin/generate --templates), or generate with this --mix.");
            }
        });
        DeploymentRecord other = record.with(mix);
        SortedMap<String, String> made = new TreeMap<>(generator.render(other.deployment(), record.command()));
        made.keySet().retainAll(files.keySet());
        return new GeneratedFiles(folder, other, made);
    }

    /** What is applied by {@code kubectl apply -k} too, what others need first. */
    public List<GenericKubernetesResource> objects() {
        return resources(folder, files.getOrDefault(KUSTOMIZATION, "")).stream()
                .flatMap(path -> objects(path).stream())
                .sorted(Comparator.comparingInt(GeneratedFiles::place))
                .toList();
    }

    /** What is in the other files, by path: in place the template of the other release, and what {@code qualify} applies. */
    SortedMap<String, List<GenericKubernetesResource>> more() {
        List<String> applied = resources(folder, files.getOrDefault(KUSTOMIZATION, ""));
        SortedMap<String, List<GenericKubernetesResource>> more = new TreeMap<>();
        files.keySet().stream()
                .filter(path -> path.endsWith(YAML) && !path.equals(KUSTOMIZATION) && !applied.contains(path))
                .forEach(path -> more.put(path, objects(path)));
        return more;
    }

    /** The StatefulSet of a release; in place, the one StatefulSet with the template of that release. */
    public GenericKubernetesResource statefulSet(String release) {
        String path = DeploymentFiles.statefulSet(deployment().release(release));
        return objects(path).stream()
                .filter(object -> object.getKind().equals("StatefulSet"))
                .findFirst()
                .orElseThrow(() -> Failure.input("start " + release, folder.resolve(path) + " has no StatefulSet",
                        "Generate it again."));
    }

    /** The servers of the mix, lowest ordinal first. */
    public List<Expected> servers() {
        return servers(deployment().mix());
    }

    /** The servers of another mix, which these files do not make. */
    List<Expected> servers(Mix mix) {
        List<String> pods = new ObjectNames(deployment().with(mix)).servers();
        return IntStream.range(0, mix.size())
                .mapToObj(i -> new Expected(pods.get(i), deployment().release(mix.release(i))))
                .toList();
    }

    private List<GenericKubernetesResource> objects(String path) {
        return Manifests.read(folder.resolve(path).toString(), files.getOrDefault(path, ""));
    }

    private static int place(GenericKubernetesResource object) {
        int place = ORDER.indexOf(object.getKind());
        return place < 0 ? ORDER.size() : place;
    }

    private void check(String path, String namespace) {
        String file = folder.resolve(path).toString();
        for (GenericKubernetesResource object : objects(path)) {
            String tried = "read " + ApiRequest.named(object) + " in " + file;
            String schema = Ours.annotations(object).getOrDefault(Labels.SCHEMA, "none");
            if (!schema.equals(Labels.SCHEMA_VERSION)) {
                throw Failure.input(tried, "it is of schema " + schema + ", and this version of the tool knows "
                        + Labels.SCHEMA_VERSION, "Generate it again: bin/generate -n " + namespace + ".");
            }
            String said = object.getMetadata().getNamespace();
            checkNamespace(file, said == null ? namespace : said, namespace);
            if (!Ours.is(object)) {
                throw Failure.input(tried, "it lacks the label " + Labels.MANAGED_BY + "=" + Labels.US
                        + ", and delete-all would leave it behind", "Add the label, or generate it again.");
            }
        }
    }

    private static void checkNamespace(String file, String said, String namespace) {
        if (!said.equals(namespace)) {
            throw Failure.input("start in namespace " + namespace, file + " was generated for the namespace " + said,
                    "Start with -n " + said + ", or generate it again: bin/generate -n " + namespace + ".");
        }
    }

    private static List<String> resources(Path folder, String kustomization) {
        String file = folder.resolve(KUSTOMIZATION).toString();
        Map<String, Object> values = Manifests.values(file, kustomization);
        if (values.get("resources") instanceof List<?> resources) {
            return resources.stream().map(String::valueOf).toList();
        }
        throw Failure.input("read " + file, "it has no list of resources", "Generate it again.");
    }
}
