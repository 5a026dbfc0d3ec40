package natscompat.generator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import natscompat.model.failure.Failure;
import natscompat.model.failure.Near;

/**
 * Where templates come from: those packed into this module, or a user's folder, whose files go before them. A template
 * that the folder lacks is the packed one, so that a user copies only what is to be changed. Each is read once.
 * Thread-safe.
 */
public final class Templates {
    private static final String ENDING = ".mustache";
    /** Every template there is, as a path below the folder. */
    private static final List<String> KNOWN = List.of(
            "nats.conf.mustache",
            "kubernetes/client-service.yaml.mustache",
            "kubernetes/configmap.yaml.mustache",
            "kubernetes/headless-service.yaml.mustache",
            "kubernetes/kustomization.yaml.mustache",
            "kubernetes/network-policy.yaml.mustache",
            "kubernetes/pod-disruption-budget.yaml.mustache",
            "kubernetes/role-binding.yaml.mustache",
            "kubernetes/role.yaml.mustache",
            "kubernetes/runner/cells-job.yaml.mustache",
            "kubernetes/runner/claim.yaml.mustache",
            "kubernetes/runner/config.yaml.mustache",
            "kubernetes/runner/head-job.yaml.mustache",
            "kubernetes/runner/head-role.yaml.mustache",
            "kubernetes/runner/head-service.yaml.mustache",
            "kubernetes/runner/network-policy.yaml.mustache",
            "kubernetes/runner/runner-role.yaml.mustache",
            "kubernetes/service-account.yaml.mustache",
            "kubernetes/statefulset.yaml.mustache");

    private final Optional<Path> folder;
    private final Map<String, StrictTemplate> read = new ConcurrentHashMap<>();

    private Templates(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Only those that are packed into this module. */
    public static Templates packed() {
        return new Templates(Optional.empty());
    }

    /**
     * Those of a folder, and packed ones for what it lacks.
     *
     * @throws natscompat.model.failure.FailureException INPUT when it is no folder, has none, or has one of an unknown name
     */
    public static Templates in(Path folder) {
        String tried = "read templates from " + folder;
        String next = "Copy templates/ of this project, change it, and name the copy.";
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> names = files.filter(file -> file.toString().endsWith(ENDING))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
            if (names.isEmpty()) {
                throw Failure.input(tried, "it holds none: no file of it ends in " + ENDING, next);
            }
            for (String name : names) {
                if (!KNOWN.contains(name)) {
                    throw Failure.input(tried, "nothing is made from " + name + Near.hint(name, KNOWN),
                            "Give it the name of a template of this project, or take it away.");
                }
            }
            return new Templates(Optional.of(folder));
        } catch (IOException | UncheckedIOException e) {
            throw Failure.input(tried, Files.isDirectory(folder) ? String.valueOf(e) : "there is no such folder", next)
                    .causedBy(e);
        }
    }

    /** The user's folder, if there is one. */
    public Optional<Path> folder() {
        return folder;
    }

    /** Every template there is, as a path below the folder. */
    static List<String> known() {
        return KNOWN;
    }

    /**
     * One template.
     *
     * @param file its path below the folder: {@code kubernetes/service.yaml.mustache}
     */
    public StrictTemplate template(String file) {
        return read.computeIfAbsent(file, this::load);
    }

    private StrictTemplate load(String file) {
        String packed = packed(file);
        Optional<Path> own = folder.map(f -> f.resolve(file)).filter(Files::exists);
        if (own.isEmpty()) {
            return StrictTemplate.of(TemplateText.packed("templates/" + file, packed));
        }
        try {
            return StrictTemplate.of(
                    new TemplateText(own.get().toString(), Files.readString(own.get()), Optional.of(packed)));
        } catch (IOException e) {
            throw Failure.input("read the template " + own.get(), String.valueOf(e), "Name a text file that can be read.")
                    .causedBy(e);
        }
    }

    private static String packed(String file) {
        try (InputStream in = Templates.class.getResourceAsStream("/natscompat/templates/" + file)) {
            if (in == null) {
                throw Failure.bug("read the template " + file, "it is not packed into the generator", "Build again.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("read the template " + file, e);
        }
    }
}
