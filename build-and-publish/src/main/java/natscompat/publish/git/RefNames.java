package natscompat.publish.git;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;

/**
 * Which tags and branches stand at a commit.
 *
 * @param source the repository
 */
public record RefNames(GitSource source) {
    private static final Pattern WEB = Pattern.compile("https?://(?:[^/@]*@)?([^/]+)/(.+?)(?:\\.git)?/?");
    private static final Pattern SSH = Pattern.compile("(?:ssh://)?(?:[^/@]+@)([^/:]+)(?::\\d+)?[:/](.+?)(?:\\.git)?/?");

    /** Tags of that commit, sorted. */
    public List<String> tags(String commit) throws IOException {
        return at(commit, Constants.R_TAGS);
    }

    /** Branches whose tip it is, local ones first; those of remotes without the remote's name. */
    public List<String> branches(String commit) throws IOException {
        List<String> local = at(commit, Constants.R_HEADS);
        return local.isEmpty()
                ? at(commit, Constants.R_REMOTES).stream()
                        .map(name -> name.substring(name.indexOf('/') + 1))
                        .filter(name -> !name.equals(Constants.HEAD))
                        .toList()
                : local;
    }

    /** Where the sources are published, by the first remote: https, without a user. */
    public Optional<String> published() {
        String url = source.config().getString("remote", "origin", "url");
        return Optional.ofNullable(url).flatMap(RefNames::asWeb);
    }

    static Optional<String> asWeb(String url) {
        for (Pattern form : List.of(WEB, SSH)) {
            Matcher m = form.matcher(url);
            if (m.matches()) {
                return Optional.of("https://" + m.group(1) + "/" + m.group(2));
            }
        }
        return Optional.empty();
    }

    private List<String> at(String commit, String prefix) throws IOException {
        RefDatabase database = source.repository().getRefDatabase();
        return database.getRefsByPrefix(prefix).stream()
                .filter(ref -> commit.equals(target(database, ref)))
                .map(ref -> ref.getName().substring(prefix.length()))
                .sorted()
                .toList();
    }

    private static String target(RefDatabase database, Ref ref) {
        try {
            Ref peeled = database.peel(ref);
            ObjectId id = peeled.getPeeledObjectId() == null ? peeled.getObjectId() : peeled.getPeeledObjectId();
            return id == null ? "" : id.name();
        } catch (IOException e) {
            return "";
        }
    }
}
