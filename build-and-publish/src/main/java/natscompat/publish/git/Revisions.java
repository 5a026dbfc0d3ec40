package natscompat.publish.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Finds the one commit that a text means: branch, tag, {@code origin/x}, a branch that only a remote has, short or full
 * commit, {@code x~3}, describe output. What could mean two commits is said, never guessed. Reads only.
 */
public final class Revisions {
    private static final Pattern SHORT_ID = Pattern.compile("[0-9a-fA-F]{4,39}");
    private static final Pattern SUFFIX = Pattern.compile("[~^].*|@\\{.*");
    private static final Pattern HEADS = Pattern.compile("^(refs/)?heads/");
    private final GitSource source;
    private final Repository repository;

    /** Looks into this repository. */
    public Revisions(GitSource source) {
        this.source = source;
        this.repository = source.repository();
    }

    /**
     * The full commit, or empty when nothing has that name.
     *
     * @throws natscompat.model.failure.FailureException INPUT when it means two commits or is no revision at all
     */
    public Optional<String> find(String text) {
        String tried = "find " + text + " in " + source.origin();
        try {
            refuseTwoMeanings(text, tried);
            Optional<ObjectId> found = named(text, tried);
            // A clone of our own has the branches of its origin at a remote only: heads/x is one of them.
            return found.isPresent() ? present(found.get()) : atRemotes(HEADS.matcher(text).replaceFirst(""), tried);
        } catch (RevisionSyntaxException e) {
            throw Failure.input(tried, "it is not written as a revision", "Name a tag, a branch or a commit.")
                    .causedBy(e);
        } catch (IncorrectObjectTypeException e) {
            throw Failure.input(tried, "it is no commit", "Name a tag, a branch or a commit.").causedBy(e);
        } catch (IOException e) {
            throw Failure.input(tried, String.valueOf(e.getMessage()), "Check the repository with: git fsck")
                    .causedBy(e);
        }
    }

    private Optional<ObjectId> named(String text, String tried) throws IOException {
        String name = withoutSuffix(text);
        if (SHORT_ID.matcher(name).matches() && repository.findRef(name) == null) {
            return from(abbreviated(name, tried), text.substring(name.length()));
        }
        try {
            return Optional.ofNullable(repository.resolve(text + "^{commit}"));
        } catch (AmbiguousObjectException e) {
            return from(onlyCommit(e.getCandidates(), name, tried), text.substring(name.length()));
        } catch (MissingObjectException e) {
            return Optional.empty();
        }
    }

    /** The name that a text begins with: without {@code ~2}, {@code ^}, {@code ^{commit}}, {@code @{0}}. */
    static String withoutSuffix(String text) {
        return SUFFIX.matcher(text).replaceFirst("");
    }

    private Optional<ObjectId> from(Optional<ObjectId> commit, String suffix) throws IOException {
        return commit.isEmpty() || suffix.isEmpty()
                ? commit
                : Optional.ofNullable(repository.resolve(commit.get().name() + suffix + "^{commit}"));
    }

    private Optional<ObjectId> abbreviated(String text, String tried) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return onlyCommit(reader.resolve(AbbreviatedObjectId.fromString(text)), text, tried);
        }
    }

    /** Trees and files may begin with the same digits; only commits count, and tags for what they point to. */
    private Optional<ObjectId> onlyCommit(Collection<ObjectId> candidates, String text, String tried)
            throws IOException {
        TreeMap<String, RevCommit> commits = new TreeMap<>();
        try (RevWalk walk = new RevWalk(repository)) {
            for (ObjectId candidate : candidates) {
                RevObject object = walk.peel(walk.parseAny(candidate));
                if (object.getType() == Constants.OBJ_COMMIT) {
                    commits.put(object.name(), walk.parseCommit(object));
                }
            }
        }
        if (commits.size() > 1) {
            List<String> lines = new ArrayList<>();
            for (String id : commits.keySet()) {
                CommitInfo info = source.info(id);
                lines.add(info.id() + " " + info.time() + " " + info.subject());
            }
            throw Failure.input(
                    tried,
                    "it is the beginning of " + lines.size() + " commits:\n  " + String.join("\n  ", lines),
                    "Give more digits than " + text + ".");
        }
        return commits.isEmpty() ? Optional.empty() : Optional.of(commits.firstEntry().getValue().getId());
    }

    /** A full id resolves even if the object is not there; only reading it tells. */
    private Optional<String> present(ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return Optional.of(walk.parseCommit(id).name());
        } catch (MissingObjectException e) {
            return Optional.empty();
        }
    }

    /** A branch that was never checked out is only at the remotes; git itself does not look there. */
    private Optional<String> atRemotes(String text, String tried) throws IOException {
        TreeMap<String, String> byCommit = new TreeMap<>();
        for (String remote : repository.getRemoteNames()) {
            ObjectId id = repository.resolve("refs/remotes/" + remote + "/" + text + "^{commit}");
            if (id != null) {
                byCommit.merge(id.name(), remote + "/" + text, (a, b) -> a + " and " + b);
            }
        }
        if (byCommit.size() > 1) {
            throw Failure.input(
                    tried,
                    "the remotes disagree: " + String.join(" is not ", byCommit.values()),
                    "Write " + byCommit.firstEntry().getValue() + ", or the other one.");
        }
        return byCommit.isEmpty() ? Optional.empty() : Optional.of(byCommit.firstKey());
    }

    private void refuseTwoMeanings(String text, String tried) throws IOException {
        String name = withoutSuffix(text);
        Optional<ObjectId> tag = peeled(Constants.R_TAGS + name);
        Optional<ObjectId> branch = tag.isEmpty() ? Optional.empty() : branch(name);
        if (tag.isPresent() && branch.isPresent() && !tag.equals(branch)) {
            throw Failure.input(
                    tried,
                    "a tag (" + tag.get().abbreviate(CommitInfo.SHORT).name() + ") and a branch ("
                            + branch.get().abbreviate(CommitInfo.SHORT).name() + ") have that name",
                    "Write tags/" + text + " or heads/" + text + ".");
        }
    }

    private Optional<ObjectId> branch(String name) throws IOException {
        Optional<ObjectId> here = peeled(Constants.R_HEADS + name);
        if (here.isPresent()) {
            return here;
        }
        for (String remote : repository.getRemoteNames()) {
            Optional<ObjectId> there = peeled(Constants.R_REMOTES + remote + "/" + name);
            if (there.isPresent()) {
                return there;
            }
        }
        return Optional.empty();
    }

    private Optional<ObjectId> peeled(String name) throws IOException {
        if (!Repository.isValidRefName(name)) {
            return Optional.empty();
        }
        Ref ref = repository.exactRef(name);
        if (ref == null) {
            return Optional.empty();
        }
        Ref peeled = repository.getRefDatabase().peel(ref);
        ObjectId target = peeled.getPeeledObjectId();
        return Optional.ofNullable(target == null ? peeled.getObjectId() : target);
    }
}
