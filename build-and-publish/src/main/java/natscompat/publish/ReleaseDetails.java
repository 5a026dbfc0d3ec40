package natscompat.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natscompat.model.release.ResolvedRelease;
import natscompat.publish.golang.Target;

/**
 * How people call a resolved release, besides what they typed.
 *
 * @param tag the tag of its commit: the one of its version, else the first
 * @param branch the branch that was typed, else the first whose tip it is
 * @param source where its sources are published: an https URL
 */
public record ReleaseDetails(Optional<String> tag, Optional<String> branch, Optional<String> source) {
    /** Its name on record: the tag, else branch and 12 digits; and for what kind of machine, if not for this one. */
    String name(ResolvedRelease release, Target target) {
        String name = tag.orElseGet(() -> branch.orElse("commit").replace('/', '-') + "-"
                + release.revision().substring(0, RepositorySources.DIGITS));
        return name + target.suffix();
    }

    /** The tags of its image: the full commit first; also the version, where that is what its tag says; each as above. */
    List<String> imageTags(ResolvedRelease release, Target target) {
        List<String> tags = new ArrayList<>(List.of(release.revision().replace('+', '-')));
        tag.filter(name -> name.equals("v" + release.version()))
                .ifPresent(name -> tags.add(release.version().toString()));
        return tags.stream().map(name -> name + target.suffix()).toList();
    }
}
