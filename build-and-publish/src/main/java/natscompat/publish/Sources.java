package natscompat.publish;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import natscompat.publish.golang.GoBuild;
import natscompat.publish.golang.GoVersion;
import natscompat.publish.leftover.WorkFolder;

/** The sources of one resolved release, wherever they are. */
sealed interface Sources permits RepositorySources, ModuleSources {
    /** What its server shall report as its commit; must be cheap when the release was built before. */
    String commit();

    /** What go.mod asks for. */
    Optional<GoVersion> wantedGo();

    /** What {@code git describe} says. */
    Optional<String> describe();

    /** When the commit was made. */
    Optional<Instant> committed();

    /**
     * Compiles.
     *
     * @return exit code of the Go tool
     */
    int compile(GoBuild build, GoBuild.Place place, WorkFolder work) throws IOException;

    /** Called when the work folder is to be kept. */
    void kept(WorkFolder work) throws IOException;
}
