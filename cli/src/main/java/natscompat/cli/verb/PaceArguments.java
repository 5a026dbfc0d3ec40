package natscompat.cli.verb;

import java.util.Optional;
import natscompat.cli.options.Pacing;
import natscompat.cli.options.Quantities;
import picocli.CommandLine.Option;

/** The options that say how often faults come. */
final class PaceArguments {
    @Option(names = {"--interval", "--intervals"}, paramLabel = "TIME[-TIME]", description = {
        "Quiet time before each fault that comes again and again: drawn from a range (3s-9s) or fixed (5s)."
    })
    private Optional<String> interval = Optional.empty();

    @Option(names = {"--start-delay", "--start-delays"}, paramLabel = "TIME", description = {
        "Quiet time after the workloads started, before the first fault (default: as the mode says)."
    })
    private Optional<String> startDelay = Optional.empty();

    /** What was typed, validated. */
    Pacing pacing() {
        return new Pacing(
                interval.map(text -> Quantities.pace("--interval", text)),
                startDelay.map(text -> Quantities.duration("--start-delay", text)));
    }
}
