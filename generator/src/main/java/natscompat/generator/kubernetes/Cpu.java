package natscompat.generator.kubernetes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;

/**
 * A share of processors in Kubernetes' words. Immutable.
 *
 * @param text as typed: {@code 250m}, {@code 2}
 * @param milli thousandths of a processor
 */
public record Cpu(@JsonValue String text, int milli) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,4})(m)?");

    /**
     * Reads it.
     *
     * @throws natscompat.model.failure.FailureException INPUT when it is neither whole processors nor thousandths
     */
    @JsonCreator
    public static Cpu of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw Failure.input("read " + text + " as a share of processors", "it is neither a whole number nor thousandths",
                    "Say for example 2, or 250m for a quarter of one.");
        }
        int number = Integer.parseInt(matcher.group(1));
        return new Cpu(text, matcher.group(2) == null ? number * 1000 : number);
    }
}
