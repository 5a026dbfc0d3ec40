package natscompat.deployer.generated;

/**
 * What writing a folder does to one file.
 *
 * @param path below the folder
 * @param kind what happens to it
 */
public record Change(String path, Kind kind) {
    /** What happens to a file. */
    public enum Kind {
        /** It is not there yet. */
        ADDED,
        /** It is there with another text. */
        CHANGED,
        /** It is there, made by us, and nothing makes it any more. */
        REMOVED;

        /** As people read it. */
        public String word() {
            return switch (this) {
                case ADDED -> "added";
                case CHANGED -> "changed";
                case REMOVED -> "removed";
            };
        }
    }
}
