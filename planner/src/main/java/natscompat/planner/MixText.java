package natscompat.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Mix;

/** Reads a mix as people write it: {@code 2 x v2.12.15 + 1 x v2.14.5}, in one piece or in several. */
public final class MixText {
    private static final Pattern PART = Pattern.compile("\\s*(\\d{1,2})\\s*x\\s+(\\S.*?)\\s*");
    private static final Pattern PLUS = Pattern.compile("\\s\\+\\s");

    private MixText() {}

    /**
     * The mix, lowest ordinals first.
     *
     * @param texts each one or more parts joined by {@code +}
     * @param releases that it may name
     * @throws natscompat.model.failure.FailureException INPUT for what is not written so, or names another release
     */
    public static Mix read(List<String> texts, List<String> releases) {
        List<String> servers = new ArrayList<>();
        for (String text : texts) {
            for (String part : PLUS.split(text, -1)) {
                add(part, releases, servers);
            }
        }
        return new Mix(servers);
    }

    private static void add(String part, List<String> releases, List<String> servers) {
        Matcher m = PART.matcher(part);
        if (!m.matches()) {
            throw Failure.input(
                    "read the mix '" + part + "'",
                    "it is not a number, an x and a release",
                    "Write for example: --mix '2 x " + releases.getFirst() + "'.");
        }
        String release = m.group(2);
        if (!releases.contains(release)) {
            throw Names.unknown("release of the mix", release, releases);
        }
        for (int i = 0; i < Integer.parseInt(m.group(1)); i++) {
            servers.add(release);
        }
    }
}
