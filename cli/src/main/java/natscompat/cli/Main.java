package natscompat.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import natscompat.deployer.link.LinkProxyMain;
import natscompat.deployer.sidecar.SidecarMain;
import natscompat.model.failure.Failure;
import natscompat.model.failure.Near;

/**
 * Where the process begins. Finds the verb by its first word, so that nothing is loaded that was not asked for; every
 * {@code Throwable} ends in an error of one shape and an exit code of DESIGN.md.
 */
public final class Main {
    /** The version that {@code --version} prints and run.json records. */
    public static final String VERSION = "0.1.0";

    /** Started by pods, never by people, so no help names it; loads as little as can be. */
    private static final String SIDECAR = "sidecar";
    /** Started by a platform, never by people: its setup comes through its standard input. */
    private static final String LINK_PROXY = "link-proxy";

    private Main() {}

    /** Runs the verb and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = run(List.of(args), Shell.ofProcess());
        if (code != 0 && Boolean.getBoolean("nats-compat.remember")) {
            // The launcher lets the JVM keep an archive of the classes of a first run; one that failed has too few.
            Runtime.getRuntime().halt(code);
        }
        System.exit(code);
    }

    /** Runs the verb; returns its exit code and throws nothing. */
    static int run(List<String> arguments, Shell shell) {
        Shell plainer = arguments.contains("--no-color") ? shell.withoutColor() : shell;
        try {
            return dispatch(arguments.stream().filter(a -> !a.equals("--no-color")).toList(), plainer);
        } catch (Throwable thrown) {
            return new Farewell(plainer, arguments).say(thrown);
        }
    }

    private static int dispatch(List<String> arguments, Shell shell) throws Exception {
        if (arguments.isEmpty()) {
            shell.err().print(Usage.text(shell.width()));
            return 254;
        }
        String first = arguments.getFirst();
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (first) {
            case "-h", "--help" -> print(shell, Usage.text(shell.width()));
            case "-V", "--version" -> print(shell, "nats-compat " + VERSION + "\n");
            case "help" -> rest.isEmpty()
                    ? print(shell, Usage.text(shell.width()))
                    : Commands.run(verb(rest.getFirst()), List.of("--help"), shell);
            case SIDECAR -> sidecar(shell);
            case LINK_PROXY -> linkProxy(shell);
            default -> {
                Optional<HiddenVerb> hidden = HiddenVerb.of(first);
                yield hidden.isPresent()
                        ? Commands.run(first, hidden.get().command(shell), rest, shell)
                        : Commands.run(verb(first), rest, shell);
            }
        };
    }

    private static int sidecar(Shell shell) throws IOException {
        SidecarMain.run(shell.environment(), shell.out());
        return 0;
    }

    private static int linkProxy(Shell shell) {
        if (shell.terminals().stdin()) {
            throw Failure.input(
                    "start a link proxy",
                    "its setup comes through its standard input, and that is a terminal",
                    "Nothing to do by hand: each cell whose faults need one starts its own.");
        }
        try {
            LinkProxyMain.run(System.in, shell.out());
            return 0;
        } catch (JsonProcessingException e) {
            throw Failure.input("start a link proxy", "its setup is no line of JSON that it knows", "Start it through a platform.");
        } catch (IOException e) {
            throw Failure.environment(
                            "start a link proxy",
                            String.valueOf(e.getMessage()),
                            "Its setup, one line of JSON, names the addresses: see which of them are in use.")
                    .causedBy(e);
        }
    }

    private static Verb verb(String word) {
        return Verb.of(word).orElseThrow(() -> Failure.input(
                "do what " + word + " says",
                "there is no such verb" + Near.hint(word, Verb.words()),
                "Choose one of: " + String.join(", ", Verb.words()) + "."));
    }

    private static int print(Shell shell, String text) {
        shell.out().print(text);
        shell.out().flush();
        return 0;
    }
}
