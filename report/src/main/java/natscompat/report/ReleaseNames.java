package natscompat.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedRelease;
import natscompat.model.plan.ReleasePair;
import natscompat.model.release.ServerVersion;

/**
 * How releases are called where the name as typed does not do. Immutable.
 *
 * @param names by the name as typed; what is not in it keeps its own
 */
public record ReleaseNames(Map<String, String> names) {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");
    private static final String CANDIDATE = "candidate";
    private static final int ROOM = 18;
    private static final int SHORT_COMMIT = 10;

    /** Copies the map. */
    public ReleaseNames {
        names = Map.copyOf(names);
    }

    /** For screens: as typed, with commits and paths shortened. */
    public static ReleaseNames onScreen(Plan plan) {
        Map<String, String> names = new LinkedHashMap<>();
        for (PlannedRelease release : plan.releases()) {
            String shown = shortened(release.name());
            names.put(release.name(), names.containsValue(shown) ? release.name() : shown);
        }
        return new ReleaseNames(names);
    }

    /**
     * Names that stay the same from one run to the next while the releases move on, so that what a CI server remembers of
     * a test sticks: a version is called by its line ({@code v2.12}), or in full when two of one line take part;
     * the release named as candidate, or the only one that is no plain version, is {@code candidate}. No two are called the same.
     */
    public static ReleaseNames roles(Plan plan, Optional<String> candidate) {
        List<PlannedRelease> moving = plan.releases().stream()
                .filter(r -> ServerVersion.parse(r.name()).isEmpty())
                .toList();
        Map<String, String> names = new LinkedHashMap<>();
        for (PlannedRelease release : plan.releases()) {
            String name = release.name();
            if (candidate.isPresent() && candidate.get().equals(name)) {
                names.put(name, CANDIDATE);
            } else if (moving.contains(release)) {
                names.put(name, movingName(name, moving, candidate));
            } else {
                boolean alone = plan.releases().stream()
                        .filter(r -> r.version().line().equals(release.version().line()) && !moving.contains(r))
                        .count() == 1;
                names.put(name, alone ? release.version().line() : name);
            }
        }
        return new ReleaseNames(unshared(names));
    }

    /** Two tests of one name are one test to a build server, and a mute of one hits both: then each keeps its own name. */
    private static Map<String, String> unshared(Map<String, String> names) {
        Map<String, String> unshared = new LinkedHashMap<>();
        names.forEach((name, shown) -> unshared.put(name, Collections.frequency(names.values(), shown) > 1 ? name : shown));
        return unshared;
    }

    /** The name of one release. */
    public String of(String release) {
        return names.getOrDefault(release, release);
    }

    /** The name of a pair: {@code v2.12 -> candidate}, or of the one release if it is the same on both sides. */
    public String of(ReleasePair pair) {
        return pair.from().equals(pair.to()) ? of(pair.to()) : of(pair.from()) + " -> " + of(pair.to());
    }

    /** A text that others wrote, e.g. the name of a phase, with every release called as here. */
    public String in(String text) {
        String told = text;
        List<String> longestFirst = names.keySet().stream()
                .filter(name -> !name.equals(of(name)))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String name : longestFirst) {
            told = told.replace(name, of(name));
        }
        return told;
    }

    private static String movingName(String name, List<PlannedRelease> moving, Optional<String> candidate) {
        if (moving.size() == 1 && candidate.isEmpty()) {
            return CANDIDATE;
        }
        List<String> names = moving.stream().map(PlannedRelease::name).toList();
        return COMMIT.matcher(name).matches() || name.contains(":")
                ? "moving " + (names.indexOf(name) + 1)
                : shortened(name);
    }

    private static String shortened(String name) {
        if (COMMIT.matcher(name).matches()) {
            return name.substring(0, Math.min(SHORT_COMMIT, name.length()));
        }
        String scheme = name.startsWith("file:") ? "file:" : name.startsWith("image:") ? "image:" : "";
        String rest = scheme.isEmpty() ? name : name.substring(name.lastIndexOf('/') + 1);
        String kept = rest.startsWith(scheme) ? rest : scheme + rest;
        return kept.length() <= ROOM ? kept : kept.substring(0, ROOM - 2) + "..";
    }
}
