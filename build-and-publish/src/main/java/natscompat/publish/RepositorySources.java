package natscompat.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import natscompat.model.failure.Failure;
import natscompat.model.release.ResolvedRelease;
import natscompat.publish.git.CommitInfo;
import natscompat.publish.git.GitSource;
import natscompat.publish.git.LinkedWorktree;
import natscompat.publish.git.Repositories;
import natscompat.publish.golang.GoBuild;
import natscompat.publish.golang.GoVersion;
import natscompat.publish.leftover.WorkFolder;
import org.eclipse.jgit.errors.MissingObjectException;

/**
 * A commit of a repository.
 *
 * @param release names repository and commit
 * @param repositories opens it
 */
record RepositorySources(ResolvedRelease release, Repositories repositories) implements Sources {
    /** So many digits as people see and {@code node-images.txt} has. */
    static final int DIGITS = 12;

    @Override
    public String commit() {
        return release.revision().substring(0, DIGITS);
    }

    @Override
    public Optional<GoVersion> wantedGo() {
        try (GitSource source = open()) {
            return source.text(release.revision(), "go.mod").flatMap(GoVersion::wantedBy);
        } catch (IOException e) {
            throw missing(e);
        }
    }

    @Override
    public Optional<String> describe() {
        try (GitSource source = open()) {
            return source.describe(release.revision());
        }
    }

    @Override
    public Optional<Instant> committed() {
        try (GitSource source = open()) {
            return Optional.of(source.info(release.revision())).map(CommitInfo::time);
        } catch (IOException e) {
            throw missing(e);
        }
    }

    @Override
    public int compile(GoBuild build, GoBuild.Place place, WorkFolder work) throws IOException {
        try (GitSource source = open()) {
            LinkedWorktree.add(source, release.revision(), work);
        } catch (MissingObjectException e) {
            throw missing(e);
        }
        return build.sources(work.tree(), place);
    }

    @Override
    public void kept(WorkFolder work) throws IOException {
        Optional<Path> entry = work.entry();
        if (entry.isPresent()) {
            LinkedWorktree.unlock(entry.get());
        }
    }

    private GitSource open() {
        return repositories.reopen(release.origin());
    }

    private RuntimeException missing(IOException e) {
        return Failure.input(
                        "read commit " + release.revision() + " of " + release.origin(),
                        "objects are missing: " + e.getMessage(),
                        Repositories.PARTIAL_ADVICE)
                .causedBy(e);
    }
}
