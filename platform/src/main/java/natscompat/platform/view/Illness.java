package natscompat.platform.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that healthz complains of.
 *
 * @param text in the server's words
 * @param asset {@code stream S} or {@code consumer S/C} when it is about one, else empty. Streams that are just being
 *     created or deleted make a server unavailable for moments; whoever waits has to tell those from the ones that matter
 */
record Illness(String text, String asset) {
    /** All complaints at once from 2.10.0 on; 2.9 ignores the parameter and tells of the first one (facts/nats.md 2.5). */
    static final String HEALTHZ = "healthz?details=true";

    private static final Pattern STREAM = Pattern.compile("stream '[^']* > ([^' ]+)'");
    private static final Pattern CONSUMER = Pattern.compile("consumer '[^']* > ([^' ]+) > ([^' ]+)'");

    /** Empty when the server says ok. */
    static List<Illness> of(JsonNode healthz) {
        String status = healthz.path("status").asText("no status");
        if (status.equals("ok")) {
            return List.of();
        }
        List<Illness> all = new ArrayList<>();
        for (JsonNode error : healthz.path("errors")) {
            String text = error.path("error").asText(status);
            String stream = error.path("stream").asText("");
            String consumer = error.path("consumer").asText("");
            if (stream.isEmpty()) {
                all.add(worded(text));
            } else {
                all.add(new Illness(text, consumer.isEmpty() ? "stream " + stream : "consumer " + stream + "/" + consumer));
            }
        }
        if (all.isEmpty()) {
            all.add(worded(healthz.path("error").asText(status)));
        }
        return List.copyOf(all);
    }

    private static Illness worded(String text) {
        Matcher consumer = CONSUMER.matcher(text);
        if (consumer.find()) {
            return new Illness(text, "consumer " + consumer.group(1) + "/" + consumer.group(2));
        }
        Matcher stream = STREAM.matcher(text);
        return new Illness(text, stream.find() ? "stream " + stream.group(1) : "");
    }
}
