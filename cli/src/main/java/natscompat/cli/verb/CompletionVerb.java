package natscompat.cli.verb;

import java.util.concurrent.Callable;
import natscompat.cli.Shell;
import natscompat.cli.Verb;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code completion}: the script that makes a shell complete verbs and options. */
@Command(description = {
    "Prints a completion script for bash and zsh.",
    "Use: source <(bin/nats-compat completion); zsh needs 'autoload -U +X bashcompinit && bashcompinit' before."
})
public final class CompletionVerb implements Callable<Integer> {
    private final Shell shell;

    /** A completion for this shell's verbs. */
    public CompletionVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        CommandLine all = new CommandLine(CommandSpec.create().name("nats-compat"));
        for (Verb verb : Verb.values()) {
            all.addSubcommand(verb.word(), verb.command(shell));
        }
        shell.out().print(AutoComplete.bash("nats-compat", all));
        return 0;
    }
}
