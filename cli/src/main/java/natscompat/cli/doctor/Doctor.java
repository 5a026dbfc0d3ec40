package natscompat.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.cli.LeftBehind;
import natscompat.cli.Shell;
import natscompat.cli.Wiring;
import natscompat.cli.options.QualifyOptions.Sources;
import natscompat.model.failure.Failure;
import natscompat.publish.ReleaseOptions;

/**
 * Looks at everything that a run needs. Starts {@code go}, {@code mvn} and {@code git} to ask for their versions;
 * changes nothing that it does not undo.
 *
 * @param shell whose environment is looked at
 * @param tools where programs are looked for
 */
public record Doctor(Shell shell, Tools tools) {
    private static final long GIB = 1L << 30;
    /** A run stops when this is left (DESIGN.md); the plan forecasts more precisely. */
    private static final long LEAST_BYTES = GIB;
    /** Two releases, their modules and a standard run fit into this. */
    private static final long COMFORTABLE_BYTES = 4 * GIB;
    /** The y of the Maven 3.y that the README asks for. */
    private static final int LEAST_MAVEN = 8;
    private static final String MAVEN_ADVICE = "Install Maven 3." + LEAST_MAVEN + " or newer; it builds this tool.";
    private static final Pattern MAVEN = Pattern.compile("Apache Maven ((\\d{1,4})\\.(\\d{1,4})[\\w.-]*)");

    /** A doctor for this shell. */
    public static Doctor of(Shell shell) {
        return new Doctor(shell, new Tools(shell.variable("PATH")));
    }

    /** Looks at everything, in the order in which a first run needs it. */
    public List<Diagnosis> look() {
        Machine machine = new Machine(shell.environment(), tools);
        return List.of(
                jdk(), maven(), go(), git(), cache(), disk("disk for runs", shell.home()), machine.memory(), loopback(),
                processors(), Machine.openFiles(Machine.mostOpenFiles()), machine.sessions(), leftBehind());
    }

    Diagnosis jdk() {
        Path home = Path.of(System.getProperty("java.home", ""));
        String seen = Runtime.version() + " in " + home;
        return Files.isExecutable(home.resolve("bin/javac"))
                ? Diagnosis.good("JDK", seen)
                : Diagnosis.missing("JDK", seen + ", without javac",
                        "Install a JDK 25 (adoptium.net) and set NATS_COMPAT_JAVA to its folder.");
    }

    Diagnosis maven() {
        Optional<Path> mvn = tools.find("mvn");
        if (mvn.isEmpty()) {
            return Diagnosis.missing("Maven", "no mvn on the PATH", MAVEN_ADVICE);
        }
        Matcher version = MAVEN.matcher(tools.ask(mvn.get(), "-v").orElse(""));
        if (!version.find()) {
            return Diagnosis.weak("Maven", mvn.get() + " does not say its version (mvn -v)", "See that it works. " + MAVEN_ADVICE);
        }
        String seen = version.group(1) + " in " + mvn.get();
        int major = Integer.parseInt(version.group(2));
        boolean tooOld = major < 3 || (major == 3 && Integer.parseInt(version.group(3)) < LEAST_MAVEN);
        return tooOld ? Diagnosis.missing("Maven", seen + ", too old", MAVEN_ADVICE) : Diagnosis.good("Maven", seen);
    }

    Diagnosis go() {
        Optional<Path> go = tools.find("go");
        if (go.isEmpty()) {
            return Diagnosis.missing("Go", "no go on the PATH",
                    "Install Go (go.dev) to build releases, or name binaries as file:PATH.");
        }
        String version = tools.ask(go.get(), "env", "GOVERSION").orElse("");
        Optional<Integer> minor = GoNeed.minor(version);
        if (minor.isEmpty()) {
            return Diagnosis.weak("Go", go.get() + " says \"" + version + "\" for its version", "See that it works.");
        }
        List<String> tooOld = GoNeed.cannotBuild(minor.get());
        String seen = version + " in " + go.get();
        if (tooOld.isEmpty()) {
            return Diagnosis.good("Go", seen + ", builds nats-server 2.9 to 2.15");
        }
        String weak = seen + ", too old for nats-server " + String.join(", ", tooOld);
        return minor.get() < GoNeed.LEAST
                ? Diagnosis.missing("Go", weak, "Install Go 1." + GoNeed.LEAST + " or newer (go.dev), or name binaries as file:PATH.")
                : Diagnosis.weak("Go", weak, "Install a newer Go if you mean to test those.");
    }

    Diagnosis git() {
        return tools.find("git")
                .flatMap(git -> tools.ask(git, "--version"))
                .map(version -> Diagnosis.good("git", version))
                .orElseGet(() -> Diagnosis.weak("git", "not on the PATH",
                        "Nothing needs it: repositories are read without it. A clone of this tool is nicer with it."));
    }

    Diagnosis cache() {
        Path folder = ReleaseOptions.from(Optional.empty(), Optional.empty(), true, shell.environment()).cache();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "doctor", ".probe"));
            return disk("cache", folder);
        } catch (IOException e) {
            return Diagnosis.missing("cache", folder + " cannot be written: " + e,
                    "Name a folder that can be written in NATS_COMPAT_CACHE.");
        }
    }

    Diagnosis disk(String name, Path folder) {
        try {
            Path there = folder;
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            long free = Files.getFileStore(there).getUsableSpace();
            String seen = "%s, %.1f GiB free".formatted(folder, free / (double) GIB);
            if (free < LEAST_BYTES) {
                return Diagnosis.missing(name, seen, "Make room: runs stop when 1 GiB is left.");
            }
            return free < COMFORTABLE_BYTES
                    ? Diagnosis.weak(name, seen, "Make room before a soak.")
                    : Diagnosis.good(name, seen);
        } catch (IOException e) {
            return Diagnosis.weak(name, folder + ": " + e, "See whether that disk is well.");
        }
    }

    Diagnosis loopback() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 77, 77, 77}), 0));
            return Diagnosis.good("loopback", "each cluster gets a block of 127.0.0.0/8 of its own");
        } catch (IOException e) {
            return Diagnosis.weak("loopback", "only 127.0.0.1 can be used (" + e.getMessage() + ")",
                    "Clusters get blocks of ports instead; more addresses: ifconfig lo0 alias 127.x.y.z");
        }
    }

    Diagnosis processors() {
        int count = Runtime.getRuntime().availableProcessors();
        String seen = count + " processors; about " + 4 * count + " cells run side by side";
        return count >= 2
                ? Diagnosis.good("processors", seen)
                : Diagnosis.weak("processors", seen, "Expect cells to be packed one by one, and long runs.");
    }

    Diagnosis leftBehind() {
        Sources anywhere = new Sources(Optional.empty(), true);
        LeftBehind.Told told = LeftBehind.of(Wiring.releases(anywhere, shell, notice -> {})).look(false);
        if (!told.troubles().isEmpty()) {
            Failure trouble = told.troubles().getFirst();
            return Diagnosis.weak("left-overs", "cannot " + trouble.tried() + ": " + trouble.why(), trouble.next());
        }
        List<String> left = told.lines();
        return left.isEmpty()
                ? Diagnosis.good("left-overs", "none")
                : Diagnosis.weak("left-overs", left.size() + " of killed runs: " + left.getFirst(),
                        "Remove them: " + shell.command("cleanup"));
    }
}
