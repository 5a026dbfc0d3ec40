package natscompat.model.release;

/** Where the sources or the binary of a release come from. */
public enum ReleaseSource {
    /** A commit of a git repository, built in a linked worktree. */
    REPOSITORY,
    /** A version of the Go module, fetched and built by the Go tool. */
    MODULE,
    /** A binary that is there already ({@code file:PATH}). */
    FILE,
    /** A container image that is there already ({@code image:REF}; Kubernetes only). */
    IMAGE
}
