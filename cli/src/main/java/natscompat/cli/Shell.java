package natscompat.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import natscompat.report.text.Style;

/**
 * What surrounds the process: streams, terminal, environment, home. The launcher tells it by system properties, since
 * Java cannot see whether stderr is a terminal. Immutable.
 *
 * @param out results, and nothing else
 * @param err progress and errors
 * @param home the folder that holds {@code runs/}, {@code built/} and {@code config/}
 * @param code the folder of the clone, for commands that name {@code bin/}
 * @param environment variables of the process
 * @param terminals whether stdin, stdout and stderr are terminals
 * @param columns width of the terminal; 0 when unknown
 */
public record Shell(
        PrintStream out,
        PrintStream err,
        Path home,
        Path code,
        Map<String, String> environment,
        Terminals terminals,
        int columns) {

    private static final int NO_TERMINAL_WIDTH = 120;
    private static final int LEAST_WIDTH = 40;

    /** Which of the three streams are terminals. */
    public record Terminals(boolean stdin, boolean stdout, boolean stderr) {}

    /** Copies the environment. */
    public Shell {
        environment = Map.copyOf(environment);
    }

    /** The shell of this process. Both streams are UTF-8 and flushed at every line. */
    public static Shell ofProcess() {
        List<String> terminals = List.of(System.getProperty("nats-compat.terminal", "false,false,false").split(",", 3));
        String home = System.getProperty("nats-compat.home", "");
        return new Shell(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                Path.of(home).toAbsolutePath(),
                Path.of(System.getProperty("nats-compat.code", home)).toAbsolutePath(),
                System.getenv(),
                new Terminals(
                        terminals.get(0).equals("true"), terminals.get(1).equals("true"), terminals.get(2).equals("true")),
                Integer.getInteger("nats-compat.columns", 0));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** The value of a variable, or empty when it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** How results may look on stdout. */
    public Style style() {
        return Style.of(terminals.stdout(), environment);
    }

    /** How progress and errors may look on stderr. */
    public Style errorStyle() {
        return Style.of(terminals.stderr(), environment);
    }

    /** Signs to a line: of the terminal, or what is good to read where there is none. */
    public int width() {
        return columns == 0 ? NO_TERMINAL_WIDTH : Math.max(columns, LEAST_WIDTH);
    }

    /** Whether progress may redraw its lines: a terminal, and not an agent of a build server. */
    public boolean live() {
        return terminals.stderr() && !ci() && !variable("TERM").equals("dumb");
    }

    /** Whether a build server runs us. */
    public boolean ci() {
        return teamCity() || (!variable("CI").isEmpty() && !variable("CI").equals("false"));
    }

    /** Whether that build server is TeamCity. */
    public boolean teamCity() {
        return !variable("TEAMCITY_VERSION").isEmpty();
    }

    /** The same without colours ({@code --no-color}). */
    public Shell withoutColor() {
        Map<String, String> more = new HashMap<>(environment);
        more.put("NO_COLOR", "1");
        more.remove("CLICOLOR_FORCE");
        return new Shell(out, err, home, code, more, terminals, columns);
    }

    /** How a verb is called in commands that people copy: {@code bin/qualify}, else {@code bin/nats-compat VERB}. */
    public String command(String verb) {
        boolean script = List.of("qualify", "plan", "build-and-publish", "generate", "start", "delete-all").contains(verb);
        return (script ? "bin/" : "bin/nats-compat ") + verb;
    }
}
