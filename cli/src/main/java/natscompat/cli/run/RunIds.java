package natscompat.cli.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names of runs: when they began (UTC), and their seed, so that runs of one second differ. */
public final class RunIds {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private RunIds() {}

    /** The id of a run. */
    public static String of(Instant began, long seed) {
        return FORM.format(began) + "-" + seed;
    }
}
