package natscompat.generator.kubernetes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;

/**
 * Bytes in Kubernetes' words. Immutable.
 *
 * @param text as typed: {@code 512Mi}, {@code 10Gi}, {@code 1G}
 * @param bytes what it comes to
 */
public record Quantity(@JsonValue String text, long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(Ki|Mi|Gi|Ti|k|M|G|T)?");
    private static final Map<String, Long> UNITS = Map.of(
            "Ki", 1L << 10, "Mi", 1L << 20, "Gi", 1L << 30, "Ti", 1L << 40,
            "k", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L, "T", 1_000_000_000_000L);

    /**
     * Reads it.
     *
     * @throws natscompat.model.failure.FailureException INPUT when Kubernetes would not take it as bytes
     */
    @JsonCreator
    public static Quantity of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw Failure.input("read the size " + text, "Kubernetes would not take it",
                    "Say it with a unit of Kubernetes, for example 512Mi or 10Gi.");
        }
        String unit = matcher.group(2);
        long factor = unit == null ? 1 : UNITS.getOrDefault(unit, 1L);
        return new Quantity(text, Math.multiplyExact(Long.parseLong(matcher.group(1)), factor));
    }
}
