package natscompat.cli.verb;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import natscompat.deployer.local.LocalPlatform;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.Listed;
import natscompat.model.catalog.MayhemMode;

/**
 * A mode as {@code list mayhem} explains it: what it does, what it may break, what it needs, and why not here.
 *
 * @param name of the mode
 * @param line the whole explanation
 */
record ModeLine(String name, String line) implements Listed {
    static List<ModeLine> all(List<MayhemMode> modes) {
        Map<String, String> lacking = LocalPlatform.lacking();
        return modes.stream().map(mode -> new ModeLine(mode.name(), line(mode, lacking))).toList();
    }

    private static String line(MayhemMode mode, Map<String, String> lacking) {
        String needs = mode.needs().isEmpty()
                ? ""
                : "; needs " + mode.needs().stream().sorted().collect(Collectors.joining(", "));
        String notHere = mode.needs().stream().sorted().filter(lacking::containsKey)
                .map(need -> "; NOT HERE: " + lacking.get(need))
                .collect(Collectors.joining());
        return mode.line() + "; " + breaks(mode.damage()) + needs + (mode.inAll() ? "" : "; not in all") + notHere;
    }

    private static String breaks(Damage damage) {
        return switch (damage) {
            case NONE -> "takes nobody out";
            case OUT -> "takes a minority out";
            case QUORUM -> "may break a majority";
            case STORE -> "harms the store of one server";
        };
    }
}
