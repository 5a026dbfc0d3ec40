package natscompat.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import natscompat.cli.verb.AttachVerb;
import natscompat.cli.verb.BuildAndPublishVerb;
import natscompat.cli.verb.BurnInVerb;
import natscompat.cli.verb.CleanupVerb;
import natscompat.cli.verb.CompletionVerb;
import natscompat.cli.verb.DeleteAllVerb;
import natscompat.cli.verb.DoctorVerb;
import natscompat.cli.verb.GenerateVerb;
import natscompat.cli.verb.ListVerb;
import natscompat.cli.verb.PlanVerb;
import natscompat.cli.verb.QualifyVerb;
import natscompat.cli.verb.StartVerb;

/** The verbs, in the order in which help lists them. The class of a verb is loaded only when it is asked for. */
public enum Verb {
    /** Runs the matrix. */
    QUALIFY("qualify", "the main job: the matrix of two or more releases on this machine"),
    /** Prints the plan. */
    PLAN("plan", "the numbered plan of a qualification and its cost; touches nothing"),
    /** Runs one cell for a time. */
    BURN_IN("burn-in", "workloads on one cluster under one mayhem mode, for as long as you say"),
    /** Makes images. */
    BUILD_AND_PUBLISH("build-and-publish", "commit-ishes to images in a registry, with their provenance on record"),
    /** Follows a run that goes on elsewhere. */
    ATTACH("attach", "a run that goes on in Kubernetes: followed, brought home, judged"),
    /** Writes the YAML of a deployment. */
    GENERATE("generate", "published images to the YAML of a deployment on Kubernetes, one folder a namespace"),
    /** Starts a generated cluster. */
    START("start", "a generated cluster on Kubernetes, up to its mix, through gates that say what is missing"),
    /** Deletes everything of ours. */
    DELETE_ALL("delete-all", "everything of ours in a namespace of Kubernetes, and nothing else"),
    /** Says what there is to choose from. */
    LIST("list", "workloads, mayhem, walks, checks or profiles, each with one line of explanation"),
    /** Says what is there and what is missing. */
    DOCTOR("doctor", "what is there and what is missing, with what to do about it"),
    /** Removes left-overs. */
    CLEANUP("cleanup", "removes what a killed run left behind"),
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
            case QUALIFY -> new QualifyVerb(shell);
            case BURN_IN -> new BurnInVerb(shell);
            case PLAN -> new PlanVerb(shell);
            case ATTACH -> new AttachVerb(shell);
            case BUILD_AND_PUBLISH -> new BuildAndPublishVerb(shell);
            case GENERATE -> new GenerateVerb(shell);
            case START -> new StartVerb(shell);
            case DELETE_ALL -> new DeleteAllVerb(shell);
            case LIST -> new ListVerb(shell);
            case DOCTOR -> new DoctorVerb(shell);
            case CLEANUP -> new CleanupVerb(shell);
            case COMPLETION -> new CompletionVerb(shell);
        };
    }
}
