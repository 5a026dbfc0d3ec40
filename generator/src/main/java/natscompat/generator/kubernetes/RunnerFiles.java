package natscompat.generator.kubernetes;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import natscompat.generator.Templates;
import natscompat.model.rundir.Json;

/**
 * Makes the files of one run: head, claim, rights, and the job of its cells. Path to text, sorted; equal input makes equal
 * files. Immutable and thread-safe.
 *
 * @param templates where they come from
 */
public record RunnerFiles(Templates templates) {
    private static final String FOLDER = "runner/";
    private static final String USER = "65532";

    /**
     * All files. The Secret with the token is in none of them.
     *
     * @param command that makes them, without secrets; it stands in the head of each file
     */
    public SortedMap<String, String> render(RunnerDeployment deployment, String command) {
        return Collections.unmodifiableSortedMap(new Rendering(
                        deployment, new RunnerNames(deployment.run()), new Sheets(templates, deployment.namespace(), command))
                .files());
    }

    /** One rendering. */
    private record Rendering(RunnerDeployment deployment, RunnerNames names, Sheets sheets) {
        SortedMap<String, String> files() {
            SortedMap<String, String> files = new TreeMap<>();
            access(files, names.head(), RunnerNames.HEAD, "Of the head; head-role.yaml says what it may do.");
            access(files, names.runner(), RunnerNames.RUNNER, "Of the runners; runner-role.yaml says what they may do.");
            files.put(FOLDER + "servers-account.yaml", sheets.object("service-account", names.servers(),
                    names.labels(RunnerNames.SERVERS),
                    Map.of("what", "Of the servers of all cells: no rights, no token.", "token", "false")));
            put(files, "claim", names.shared(), RunnerNames.HEAD, storage());
            put(files, "head-service", names.head(), RunnerNames.HEAD, Map.of("selector", pairs(RunnerNames.HEAD)));
            put(files, "network-policy", names.head(), RunnerNames.HEAD,
                    Map.of("selector", pairs(RunnerNames.HEAD), "runners", pairs(RunnerNames.RUNNER)));
            put(files, "head-job", names.head(), RunnerNames.HEAD, pod(Map.of("claim", names.shared())));
            put(files, "cells-job", names.runner(), RunnerNames.RUNNER, pod(Map.of(
                    "account", names.runner(), "head", names.url(deployment.namespace()),
                    "workers", Integer.toString(deployment.workers()))));
            put(files, "config", names.shared(), RunnerNames.HEAD, Map.of(
                    "deployment", lines(Json.pretty(deployment)),
                    "cellsJob", lines(files.getOrDefault(FOLDER + RunnerNames.CELLS_JOB, ""))));
            return files;
        }

        private void access(SortedMap<String, String> files, String name, String component, String what) {
            SortedMap<String, String> labels = names.labels(component);
            files.put(FOLDER + component + "-account.yaml",
                    sheets.object("service-account", name, labels, Map.of("what", what, "token", "true")));
            files.put(FOLDER + component + "-role.yaml",
                    sheets.object("runner/" + component + "-role", name, labels, Map.of()));
            files.put(FOLDER + component + "-role-binding.yaml", sheets.object("role-binding", name, labels, Map.of()));
        }

        private void put(
                SortedMap<String, String> files, String file, String name, String component, Map<String, ?> values) {
            files.put(FOLDER + file + ".yaml",
                    sheets.object("runner/" + file, name, names.labels(component), values));
        }

        private Map<String, Object> storage() {
            return Map.of("hasStorageClass", deployment.storageClass().isPresent(),
                    "storageClass", deployment.storageClass().orElse(""), "storageSize", deployment.headStorage().text());
        }

        private Map<String, Object> pod(Map<String, String> more) {
            Map<String, Object> values = new HashMap<>(more);
            values.put("image", deployment.image());
            values.put("hasArch", deployment.arch().isPresent());
            values.put("arch", deployment.arch().orElse(""));
            values.put("user", USER);
            values.put("hasPullSecret", deployment.pullSecret().isPresent());
            values.put("pullSecret", deployment.pullSecret().orElse(""));
            values.put("secret", names.secret());
            values.put("config", names.shared());
            return values;
        }

        private List<Map<String, String>> pairs(String component) {
            return Labels.pairs(names.labels(component));
        }

        private static List<Map<String, String>> lines(String text) {
            return text.lines().map(line -> Map.of("line", line)).toList();
        }
    }
}
