package natscompat.generator.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import natscompat.generator.Templates;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Mix;
import natscompat.model.rundir.Json;

/**
 * What a folder of generated files was made from, as one of its files: for whoever starts it, or generates it again with
 * another mix.
 *
 * @param deployment the input
 * @param command that makes the files again, without the mix
 * @param templates the user's folder of templates, if there was one
 */
public record DeploymentRecord(Deployment deployment, String command, Optional<Path> templates) {
    /** Its name below the folder. */
    public static final String FILE = "deployment.json";

    private static final int SCHEMA = Integer.parseInt(Labels.SCHEMA_VERSION);

    /** The document. */
    private record Document(
            String about, int schema, String command, Optional<String> templates, Deployment deployment) {}

    /** The text of the file. */
    public String text() {
        return Json.pretty(new Document(
                Sheets.MADE_BY + ": what the files beside it were made from.", SCHEMA, command,
                templates.map(Path::toString), deployment));
    }

    /**
     * Reads it.
     *
     * @param file for errors
     * @throws FailureException INPUT when it is not ours, or of another schema
     */
    public static DeploymentRecord read(String file, String text) {
        String tried = "read " + file;
        String next = "Generate it again: bin/generate -n NAMESPACE.";
        try {
            Map<?, ?> head = Json.mapper().readValue(text, LinkedHashMap.class);
            if (!String.valueOf(head.get("about")).startsWith(Sheets.MADE_BY)) {
                throw Failure.input(tried, "it was not made by nats-compat", next);
            }
            if (!Integer.valueOf(SCHEMA).equals(head.get("schema"))) {
                throw Failure.input(tried,
                        "it is of schema " + head.get("schema") + ", and this version of the tool writes " + SCHEMA, next);
            }
            Document document = Json.mapper().readValue(text, Document.class);
            return new DeploymentRecord(
                    document.deployment(), document.command(), document.templates().map(Path::of));
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof FailureException known) {
                throw known;
            }
            throw Failure.input(tried, "it is no document of ours: " + e.getOriginalMessage(), next).causedBy(e);
        }
    }

    /** The namespace that such a text is for, whatever its schema; empty when it does not say so. */
    public static String namespace(String text) {
        try {
            return Json.mapper().readTree(text).path("deployment").path("namespace").asText("");
        } catch (JsonProcessingException e) {
            // Whoever reads the whole of it says what is wrong.
            return "";
        }
    }

    /** This one with another mix; {@link DeploymentFiles} of {@link #source} make the files. */
    public DeploymentRecord with(Mix mix) {
        return new DeploymentRecord(deployment.with(mix), command, templates);
    }

    /** The templates that it was made from. */
    public Templates source() {
        return templates.map(Templates::in).orElseGet(Templates::packed);
    }
}
