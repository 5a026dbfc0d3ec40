package natscompat.publish.git;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.nls.NLS;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * JGit's view of the machine, without its surprises: no measuring of timestamps with probe files inside the user's
 * repository (2.6 s on first use), no configuration file written into the user's home, no {@code git} processes started
 * to find the system configuration. JGit keeps it in a static; it is installed once and only ever learns file systems.
 */
final class QuietSystem extends SystemReader.Delegate {
    private final FileBasedConfig known = new InMemory(null);

    private QuietSystem(SystemReader system) {
        super(system);
    }

    /** Installs it if need be and makes the file system of a path known to it. */
    static synchronized void knows(Path path) throws IOException {
        // Its messages exist in English only; looking for others in every jar of a long class path takes 0.1 s.
        NLS.setLocale(Locale.ROOT);
        if (!(SystemReader.getInstance() instanceof QuietSystem)) {
            SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
        }
        if (SystemReader.getInstance() instanceof QuietSystem quiet) {
            quiet.learn(Files.getFileStore(path));
        }
    }

    private void learn(FileStore store) {
        // The key that FS.FileStoreAttributes of JGit 7.8 looks for; the values are those of any Linux file system.
        String key = System.getProperty("java.vendor") + '|' + System.getProperty("java.version") + '|' + store.name();
        known.setString("filesystem", key, "timestampResolution", "1 milliseconds");
        known.setString("filesystem", key, "minRacyThreshold", "10 milliseconds");
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, @Nullable FS fs) {
        return known;
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, @Nullable FS fs) {
        return new InMemory(parent);
    }

    /** JGit core has no ssh of its own: without a choice of the user's, the ssh of the machine is used. */
    @Override
    public @Nullable String getenv(String variable) {
        String value = super.getenv(variable);
        return value == null && variable.equals("GIT_SSH") ? "ssh" : value;
    }

    /** A configuration with no file behind it. */
    private static final class InMemory extends FileBasedConfig {
        InMemory(@Nullable Config parent) {
            super(parent, null, FS.DETECTED);
        }

        @Override
        public void load() {
            // there is no file
        }

        @Override
        public void save() {
            // there is no file
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
