package natscompat.cli.options;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import natscompat.mayhem.canary.Canaries;
import natscompat.mayhem.canary.Canary;
import natscompat.model.failure.Failure;
import natscompat.model.failure.Near;

/** Reads lists of names: commas and repeated options mean the same; every name has to be known. */
public final class Names {
    private Names() {}

    /** Splits at commas; blanks and empty parts fall away; each name once, in the order typed. */
    public static List<String> split(Collection<String> typed) {
        return typed.stream()
                .flatMap(word -> Arrays.stream(word.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** Splits, and refuses what is not known. */
    public static List<String> known(String kind, Collection<String> typed, Collection<String> known) {
        List<String> names = split(typed);
        names.forEach(name -> one(kind, name, known));
        return names;
    }

    /** Splits, and refuses what is not known; the parts of a name that {@code +} joins are looked up one by one. */
    public static List<String> knownParts(String kind, Collection<String> typed, Collection<String> known) {
        List<String> names = split(typed);
        names.forEach(name -> parts(name).forEach(part -> one(kind, part, known)));
        return names;
    }

    /** The parts of a name that {@code +} joins. */
    public static List<String> parts(String name) {
        return Arrays.stream(name.split("\\+", -1)).map(String::strip).toList();
    }

    /** Refuses a canary that none of the workloads chosen can show; none chosen means all. */
    public static void canary(String name, List<String> workloads) {
        Set<String> needs = Canaries.named(name).map(Canary::workloads).orElse(Set.of());
        if (!needs.isEmpty() && !workloads.isEmpty() && workloads.stream().noneMatch(needs::contains)) {
            throw Failure.input("sing the canary " + name, "none of " + String.join(", ", workloads) + " can show it",
                    "Add one of these with --workload: " + String.join(", ", new TreeSet<>(needs)) + ".");
        }
    }

    /** Refuses a name that is not known, with near ones and the list. */
    public static String one(String kind, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw Failure.input("find the " + kind + " " + name, "there is none of that name" + Near.hint(name, known),
                    "Choose from: " + String.join(", ", known) + ".");
        }
        return name;
    }
}
