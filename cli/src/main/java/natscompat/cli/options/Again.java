package natscompat.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import natscompat.publish.git.Repositories;

/** The command line that does it again: as typed, without secrets and the folder that exists now, and with the seed. */
public final class Again {
    private static final String REPOSITORY = "--repo";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./:=,+@%^~-]+");

    private Again() {}

    /**
     * Words it, ready to be pasted into a POSIX shell.
     *
     * @param command how the verb is called
     * @param arguments as {@link #shown}, without the verb
     */
    public static String command(String command, List<String> arguments, long seed) {
        return command(command, arguments) + " --seed " + seed;
    }

    /** The same where the seed stands in a stored plan. */
    public static String command(String command, List<String> arguments) {
        List<String> words = new ArrayList<>();
        boolean skip = false;
        for (String argument : arguments) {
            boolean dropped = skip || argument.equals("--out") || argument.equals("--seed");
            skip = !skip && dropped;
            if (!dropped && !argument.startsWith("--out=") && !argument.startsWith("--seed=")) {
                words.add(quoted(argument));
            }
        }
        return command + words.stream().map(w -> " " + w).collect(Collectors.joining());
    }

    /**
     * The same with the repository that a variable or the configuration file named: where they are not set, the line would
     * take the releases from elsewhere.
     *
     * @param arguments as {@link #shown}
     * @param repository where releases were looked for, if in a repository
     */
    public static List<String> from(List<String> arguments, Optional<String> repository) {
        boolean typed = arguments.stream().anyMatch(word -> word.matches(REPOSITORY + "s?(=.*)?"));
        List<String> words = new ArrayList<>(arguments);
        repository.filter(named -> !typed).ifPresent(named -> words.addAll(List.of(REPOSITORY, Repositories.shown(named))));
        return List.copyOf(words);
    }

    /** Arguments as they may be recorded: URLs without passwords and tokens. */
    public static List<String> shown(List<String> arguments) {
        return arguments.stream().map(Repositories::shown).toList();
    }

    static String quoted(String word) {
        return HARMLESS.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
