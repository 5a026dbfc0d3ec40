package natscompat.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import natscompat.cli.verb.CompletionVerb;
import natscompat.cli.verb.DoctorVerb;
import natscompat.cli.verb.ListVerb;

/** The verbs, in the order in which help lists them. The class of a verb is loaded only when it is asked for. */
public enum Verb {
    /** Says what there is to choose from. */
    LIST("list", "workloads, mayhem, walks, checks or profiles, each with one line of explanation"),
    /** Says what is there and what is missing. */
    DOCTOR("doctor", "what is there and what is missing, with what to do about it"),
    /** Prints a script for the shell. */
    COMPLETION("completion", "a completion script for bash or zsh, to be sourced");

    private final String word;
    private final String line;

    Verb(String word, String line) {
        this.word = word;
        this.line = line;
    }

    /** What people type. */
    public String word() {
        return word;
    }

    /** One line that explains it. */
    public String line() {
        return line;
    }

    /** The verb of that word. */
    public static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(v -> v.word.equals(word)).findFirst();
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }

    /** A picocli command whose call is the verb and whose result is the exit code. */
    public Callable<Integer> command(Shell shell) {
        return switch (this) {
            case LIST -> new ListVerb(shell);
            case DOCTOR -> new DoctorVerb(shell);
            case COMPLETION -> new CompletionVerb(shell);
        };
    }
}
