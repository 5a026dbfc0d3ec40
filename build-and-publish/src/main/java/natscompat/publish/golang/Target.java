package natscompat.publish.golang;

import java.util.Locale;

/**
 * What a binary is for, in Go's words.
 *
 * @param os as GOOS
 * @param arch as GOARCH
 */
public record Target(String os, String arch) {
    /** This machine, asked of Java so that Go need not be there. */
    public static Target host() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String goArch =
                switch (arch) {
                    case "amd64", "x86_64" -> "amd64";
                    case "aarch64", "arm64" -> "arm64";
                    default -> arch;
                };
        return new Target(os.startsWith("mac") ? "darwin" : os, goArch);
    }

    /**
     * What sets names and tags of its images apart: nothing for Linux on this machine's processor, else {@code -arm64},
     * {@code -windows-amd64}.
     */
    public String suffix() {
        if (!os.equals("linux")) {
            return "-" + os + "-" + arch;
        }
        return arch.equals(host().arch()) ? "" : "-" + arch;
    }

    /** Whether its binaries run here. */
    public boolean isHost() {
        return equals(host());
    }

    @Override
    public String toString() {
        return os + "/" + arch;
    }
}
