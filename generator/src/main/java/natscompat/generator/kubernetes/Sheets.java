package natscompat.generator.kubernetes;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import natscompat.generator.Templates;

/**
 * Fills the templates of {@code templates/kubernetes}: adds what stands at the head of every file to what a file is about.
 *
 * @param templates where they come from
 * @param deployment whose namespace the objects are in
 * @param command that makes the files, for their heads
 */
record Sheets(Templates templates, Deployment deployment, String command) {
    /**
     * The text of one file with one object.
     *
     * @param template its template, without folder and ending
     * @param name of the object
     * @param labels of the object
     * @param values what else the template mentions
     */
    String object(String template, String name, SortedMap<String, String> labels, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("name", name);
        all.put("namespace", deployment.namespace());
        all.put("labels", Labels.pairs(labels));
        all.put("schema", Labels.SCHEMA_VERSION);
        return file(template, all);
    }

    /** The text of one file. */
    String file(String template, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("command", command);
        return templates.template("kubernetes/" + template + ".yaml.mustache").render(all);
    }
}
