package natscompat.planner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Need;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Storage;
import natscompat.model.release.ServerVersion;

/** Reads what people say about mayhem modes: names, {@code +} between them, {@code all}. */
record Modes(Catalog catalog) {
    static final String ALL = "all";
    static final String NONE = "none";

    /** The sets of modes that were named, each for one cell, without repetitions. */
    List<List<MayhemMode>> read(List<String> names) {
        Set<List<MayhemMode>> sets = new LinkedHashSet<>();
        for (String name : names) {
            if (name.equals(ALL)) {
                catalog.modes().stream().filter(MayhemMode::inAll).forEach(mode -> sets.add(List.of(mode)));
            } else {
                sets.add(joined(name));
            }
        }
        return List.copyOf(sets);
    }

    /** What there is for a cell: what the platform provides, a server to spare where there is one, and streams in files. */
    static Set<String> provided(Set<String> platform, int servers, int replicas, Storage storage) {
        Set<String> provided = new LinkedHashSet<>(platform);
        if (servers > replicas && replicas > 1) {
            provided.add(Need.SPARE_SERVER);
        }
        if (storage == Storage.FILE) {
            provided.add(Need.FILE_STORAGE);
        }
        return provided;
    }

    /** Those that keep a majority of each group, are usable here and on such a release, and make faults. */
    List<MayhemMode> bearable(Set<String> provided, ServerVersion oldest) {
        return catalog.modes().stream()
                .filter(MayhemMode::inAll)
                .filter(mode -> !mode.rules().isEmpty() && mode.damage().compareTo(Damage.OUT) <= 0)
                .filter(mode -> obstacle(List.of(mode), provided, oldest).isEmpty())
                .toList();
    }

    /** One mode, or several joined by {@code +}. */
    List<MayhemMode> joined(String name) {
        List<MayhemMode> modes = new ArrayList<>();
        for (String part : name.split("\\+", -1)) {
            MayhemMode mode = Names.find("mayhem mode", part, catalog.modes());
            modes.forEach(before -> together(name, before, mode));
            modes.add(mode);
        }
        return List.copyOf(modes);
    }

    private static void together(String asked, MayhemMode one, MayhemMode other) {
        boolean idle = one.name().equals(NONE) || other.name().equals(NONE);
        boolean same = one.name().equals(other.name());
        boolean excluded =
                one.excludes().contains(other.name()) || other.excludes().contains(one.name());
        if (idle || same || excluded) {
            throw Failure.input(
                    "join mayhem modes: " + asked,
                    same ? one.name() + " is named twice" : one.name() + " and " + other.name() + " exclude each other",
                    "Name them apart, by a comma, for a cell each.");
        }
    }

    /** Why these modes cannot be used here, if so. */
    Optional<String> obstacle(List<MayhemMode> modes, Set<String> provided, ServerVersion oldest) {
        for (MayhemMode mode : modes) {
            Set<String> needs = new LinkedHashSet<>(mode.needs());
            for (FaultType fault : faults(mode)) {
                needs.addAll(fault.needs());
                if (!oldest.atLeast(ServerVersion.of(fault.since()))) {
                    return Optional.of("its fault " + fault.name() + " makes sense from " + fault.since() + " on");
                }
            }
            needs.removeAll(provided);
            if (!needs.isEmpty()) {
                return Optional.of(lacking(needs));
            }
        }
        return Optional.empty();
    }

    private static String lacking(Set<String> needs) {
        boolean ofCell = Set.of(Need.SPARE_SERVER, Need.FILE_STORAGE).containsAll(needs);
        return (ofCell ? "the cell lacks " : "the platform lacks ") + Need.explained(needs);
    }

    private List<FaultType> faults(MayhemMode mode) {
        return mode.rules().stream()
                .flatMap(rule -> catalog.fault(rule.fault()).stream())
                .toList();
    }
}
