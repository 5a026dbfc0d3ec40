package natscompat.report.text;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much room a screen has.
 *
 * @param columns signs to a line
 * @param rows lines
 */
public record ScreenSize(int columns, int rows) {
    private static final ScreenSize USUAL = new ScreenSize(80, 24);
    private static final int LEAST_COLUMNS = 20;
    private static final Pattern STTY = Pattern.compile("(\\d+) (\\d+)\\s*");
    private static final long LIMIT_MILLIS = 500;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    /**
     * Asks the controlling terminal through {@code stty size} (POSIX names no other way without native code);
     * {@code COLUMNS} of the environment wins; 80 x 24 where neither answers.
     */
    public static ScreenSize detect(Map<String, String> environment) {
        ScreenSize asked = ask().orElse(USUAL);
        return number(environment.getOrDefault("COLUMNS", ""))
                .map(columns -> new ScreenSize(Math.max(LEAST_COLUMNS, columns), asked.rows))
                .orElse(asked);
    }

    /** Asks again from time to time, so that a screen that changes its size is followed. Not thread-safe. */
    public static Supplier<ScreenSize> following(Map<String, String> environment) {
        return new Supplier<>() {
            private ScreenSize last = detect(environment);
            private long asked = System.nanoTime();

            @Override
            public ScreenSize get() {
                if (System.nanoTime() - asked > LOOK_AGAIN_NANOS) {
                    last = detect(environment);
                    asked = System.nanoTime();
                }
                return last;
            }
        };
    }

    /** Reads what {@code stty size} prints: rows, then columns; a terminal that does not know says 0 0. */
    static Optional<ScreenSize> parse(String text) {
        Matcher m = STTY.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        int rows = number(m.group(1)).orElse(0);
        int columns = number(m.group(2)).orElse(0);
        return rows > 0 && columns > 0
                ? Optional.of(new ScreenSize(Math.max(LEAST_COLUMNS, columns), rows))
                : Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9]\\d{0,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<ScreenSize> ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return Optional.empty();
            }
            return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
