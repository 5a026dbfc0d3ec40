package natscompat.model.release;

import java.util.Objects;

/**
 * A release resolved once, at the start of a run.
 *
 * @param name as the user typed it; how screens, plans and mixes call it
 * @param version what its server will report
 * @param source where it comes from
 * @param revision full commit (REPOSITORY), module version (MODULE), SHA-256 of the binary (FILE), digest (IMAGE)
 * @param origin the repository, module, file or image reference it was found in, for people
 */
public record ResolvedRelease(
        String name, ServerVersion version, ReleaseSource source, String revision, String origin) {
    /** Checks that nothing is missing. */
    public ResolvedRelease {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(revision, "revision is null");
        Objects.requireNonNull(origin, "origin is null");
    }
}
