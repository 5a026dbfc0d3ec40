package natscompat.publish.cache;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ServerVersion;

/**
 * How a binary came to be; written beside it.
 *
 * @param schema version of this document, 1
 * @param source where its sources came from
 * @param revision full commit or module version
 * @param origin the repository or module
 * @param describe what {@code git describe} said, where it could
 * @param committed when the commit was made, where known
 * @param version what its server reports
 * @param commit what its server reports as its commit
 * @param dirty whether the sources differed from the commit; never, they come from a worktree of ours
 * @param goVersion the Go that built it
 * @param flags the flags of the Go tool
 * @param settings settings of Go that change machine code
 * @param os GOOS
 * @param arch GOARCH
 * @param sha256 of the binary
 * @param bytes its size
 * @param built when the build ended
 * @param buildTime how long it took
 */
@JsonPropertyOrder({"schema", "source", "revision", "origin", "describe", "committed", "version", "commit"})
public record Provenance(
        int schema,
        ReleaseSource source,
        String revision,
        String origin,
        Optional<String> describe,
        Optional<Instant> committed,
        ServerVersion version,
        String commit,
        boolean dirty,
        String goVersion,
        List<String> flags,
        Map<String, String> settings,
        String os,
        String arch,
        String sha256,
        long bytes,
        Instant built,
        Duration buildTime) {
    /** The version of this document that we write. */
    public static final int SCHEMA = 1;

    /** Copies what it is given. */
    public Provenance {
        flags = List.copyOf(flags);
        settings = Map.copyOf(settings);
    }
}
