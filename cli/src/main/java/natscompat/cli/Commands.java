package natscompat.cli;

import java.util.List;
import java.util.concurrent.Callable;
import natscompat.model.failure.Failure;
import natscompat.model.failure.Near;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one verb through picocli, and words what picocli complains about as {@link Failure}s. */
final class Commands {
    private static final int NARROW = 80;
    private static final int WIDE = 120;

    private Commands() {}

    static int run(Verb verb, List<String> arguments, Shell shell) throws Exception {
        return run(verb.word(), verb.command(shell), arguments, shell);
    }

    static int run(String verb, Callable<Integer> work, List<String> arguments, Shell shell) throws Exception {
        CommandLine command = of(verb, work, shell);
        try {
            command.parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException e) {
            throw worded(e, verb, shell);
        }
        if (command.isUsageHelpRequested()) {
            command.usage(shell.out());
            return 0;
        }
        return work.call();
    }

    /** The picocli command of a verb, with our words and widths. */
    static CommandLine of(String verb, Callable<Integer> work, Shell shell) {
        CommandLine command = new CommandLine(work);
        command.getCommandSpec().addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this.")
                .build());
        command.setCommandName(shell.command(verb));
        command.setColorScheme(CommandLine.Help.defaultColorScheme(shell.style().colour() ? Ansi.ON : Ansi.OFF));
        command.setUsageHelpWidth(Math.clamp(shell.width(), NARROW, WIDE));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        return command;
    }

    private static RuntimeException worded(ParameterException thrown, String verb, Shell shell) {
        String next = "See " + shell.command(verb) + " --help.";
        CommandSpec spec = thrown.getCommandLine().getCommandSpec();
        List<String> known = spec.options().stream().flatMap(o -> List.of(o.names()).stream()).toList();
        String why = switch (thrown) {
            case UnmatchedArgumentException unmatched when unmatched.isUnknownOption() -> {
                String word = unmatched.getUnmatched().getFirst().replaceFirst("=.*", "");
                yield "there is no option " + word + Near.hint(word, known);
            }
            case UnmatchedArgumentException unmatched ->
                "nothing is known to do with " + String.join(" ", unmatched.getUnmatched());
            case MissingParameterException missing -> lower(String.valueOf(missing.getMessage()));
            default -> lower(String.valueOf(thrown.getMessage()));
        };
        return Failure.input("read the arguments of " + verb, why, next).causedBy(thrown);
    }

    private static String lower(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
