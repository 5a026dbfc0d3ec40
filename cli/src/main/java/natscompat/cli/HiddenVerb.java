package natscompat.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import natscompat.cli.verb.HeadVerb;
import natscompat.cli.verb.RunCellVerb;

/** Verbs that nobody types: what our own containers are started with. They stand in no help and no completion. */
enum HiddenVerb {
    /** Keeps a run. */
    HEAD("head"),
    /** Runs one cell of it. */
    RUN_CELL("run-cell");

    private final String word;

    HiddenVerb(String word) {
        this.word = word;
    }

    static Optional<HiddenVerb> of(String word) {
        return Arrays.stream(values()).filter(v -> v.word.equals(word)).findFirst();
    }

    Callable<Integer> command(Shell shell) {
        return switch (this) {
            case HEAD -> new HeadVerb(shell);
            case RUN_CELL -> new RunCellVerb(shell);
        };
    }
}
