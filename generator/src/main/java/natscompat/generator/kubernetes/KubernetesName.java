package natscompat.generator.kubernetes;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;

/**
 * The one way in which a name that people typed becomes a folder, a part of an object's name and a label's value. Equal
 * names stay equal, and what Kubernetes would refuse is refused here. Immutable.
 *
 * @param value lower-case letters, digits and single dashes; neither first nor last is a dash
 */
public record KubernetesName(String value) {
    /**
     * Most characters of a StatefulSet's name: its pods carry the name, a dash and a hash of ten characters as a label's
     * value, which has 63 at most.
     */
    public static final int LONGEST_OBJECT = 52;

    /** Characters that tell a shortened name from others. */
    private static final int DIGITS = 6;

    /** Folders and objects of a deployment that belong to no release. */
    private static final Set<String> TAKEN = Set.of("common", "runner", "client", "server", "logins");

    private static final Pattern IMAGE = Pattern.compile("image:(?:[^@]*/)?([^@/]*)(?:@.*)?");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGE = Pattern.compile("^-|-$");
    /** A Service's name begins with a letter (RFC 1035); the strictest rule that any of our objects has to keep. */
    private static final Pattern OBJECT = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    /** The normalised form of the name of a release; of an image its last part with the tag, since the rest is too long. */
    public static KubernetesName ofRelease(String typed) {
        String said = IMAGE.matcher(typed).replaceAll("$1");
        String value = EDGE.matcher(OTHER.matcher(said.toLowerCase(Locale.ROOT)).replaceAll("-")).replaceAll("");
        if (value.isEmpty()) {
            throw Failure.input("name objects after the release " + typed, "it has neither letter nor digit",
                    "Tag the commit, or name it by its number.");
        }
        return new KubernetesName(value);
    }

    /**
     * A name that Kubernetes takes as it stands: of a namespace or a cluster.
     *
     * @param kind what it names, for the error
     */
    public static KubernetesName asTyped(String kind, String typed) {
        if (!OBJECT.matcher(typed).matches() || typed.length() > LONGEST_OBJECT) {
            throw Failure.input("use " + typed + " as the name of a " + kind,
                    "Kubernetes wants at most " + LONGEST_OBJECT
                            + " lower-case letters, digits and dashes, a letter first and no dash at the end",
                    "Choose another one, for example nats-qualify.");
        }
        return new KubernetesName(typed);
    }

    /**
     * The same where it has no more than so many characters; else its first ones and six digits that tell it from others, as
     * a full commit needs where the names of objects begin with more than the name of a cluster.
     *
     * @param most at least 13
     */
    public KubernetesName within(int most) {
        if (value.length() <= most) {
            return this;
        }
        String head = EDGE.matcher(value.substring(0, most - DIGITS - 1)).replaceAll("");
        return new KubernetesName(head + "-" + StatefulSetFile.sha256(value).substring(0, DIGITS));
    }

    /** The name of an object that belongs to this one: {@code <this>-<part>}; too long is an error of input. */
    public KubernetesName with(KubernetesName part) {
        String joined = value + "-" + part.value;
        if (joined.length() > LONGEST_OBJECT) {
            throw Failure.input("name a StatefulSet " + joined,
                    "that has " + joined.length() + " characters, and " + LONGEST_OBJECT + " are the most",
                    "Shorten the name of the cluster (--cluster), or give the release a shorter name (a tag).");
        }
        return new KubernetesName(joined);
    }

    /** Refuses two releases that would share a folder, and one that would take the place of something else. */
    static void checkDistinct(List<ReleaseImage> releases) {
        Map<String, String> owners = new HashMap<>();
        releases.forEach(release -> check(owners, release.name(), release.folder().value()));
    }

    /** The same for releases that have no image yet, by their names. */
    public static void checkReleases(Collection<String> names) {
        Map<String, String> owners = new HashMap<>();
        names.forEach(name -> check(owners, name, ofRelease(name).value()));
    }

    private static void check(Map<String, String> owners, String name, String folder) {
        if (TAKEN.contains(folder)) {
            throw Failure.input("name a folder after the release " + name,
                    folder + "/ is taken by what belongs to no release", "Tag the commit, and name the tag.");
        }
        String other = owners.put(folder, name);
        if (other != null) {
            throw Failure.input("name folders after the releases " + other + " and " + name,
                    "both become " + folder, "Leave one out with --releases, or tag it with another name.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
