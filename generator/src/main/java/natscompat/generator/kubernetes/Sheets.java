package natscompat.generator.kubernetes;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import natscompat.generator.Templates;

/**
 * Fills the templates of {@code templates/kubernetes}, and puts above each file what made it.
 *
 * @param templates where they come from
 * @param namespace that the objects are in
 * @param command that makes the files again
 */
record Sheets(Templates templates, String namespace, String command) {
    /** In the first lines of every generated file, and in no other one. */
    static final String MADE_BY = "Made by nats-compat";

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
        all.put("namespace", namespace);
        all.put("labels", Labels.pairs(labels));
        all.put("schema", Labels.SCHEMA_VERSION);
        return file(template, all);
    }

    /** The text of one file. Its head is in no template, so that files are known as ours whatever a user's template says. */
    String file(String template, Map<String, ?> values) {
        return "# " + MADE_BY + "; change a template and generate again, not this file.\n# " + command + "\n"
                + templates.template("kubernetes/" + template + ".yaml.mustache").render(values);
    }
}
