package natscompat.cli.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.checker.verdict.FailOn;
import natscompat.cli.Shell;
import natscompat.cli.options.Names;
import natscompat.cli.options.QualifyOptions.Handling;
import natscompat.cli.options.Quantities;
import natscompat.cli.run.Display;
import natscompat.mayhem.canary.Canaries;
import natscompat.mayhem.canary.Canary;
import natscompat.qualification.QualificationSpec;
import picocli.CommandLine.Option;

/** The options that say what is done with results, and how they are shown. */
final class HandlingArguments {
    @Option(names = "--fail-on", paramLabel = "WHOSE", description = {
        "Whose faults set exit 1: new,mix,upgrade,unattributed (the default) and old."
    })
    private List<String> failOn = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "The run folder (default: runs/ID); must not exist.")
    private Optional<Path> out = Optional.empty();

    @Option(names = {"--canary", "--canaries"}, paramLabel = "NAME", description = {
        "Break a promise on purpose; the run must end red. See list canaries."
    })
    private Optional<String> canary = Optional.empty();

    @Option(names = "--keep-on-failure", description = "Keep stores and logs of red cells as they are.")
    private boolean keepOnFailure;

    @Option(names = "--max-artifact", paramLabel = "SIZE", description = {
        "Largest archive of a red cell's stores (default: 200MB)."
    })
    private Optional<String> maxArtifact = Optional.empty();

    @Option(names = "--json", description = "Events and the matrix as JSON lines on stdout.")
    private boolean json;

    @Option(names = "--ci", paramLabel = "teamcity|none", description = {
        "Service messages on stdout (default: teamcity where TEAMCITY_VERSION is set)."
    })
    private Optional<String> ci = Optional.empty();

    /** What was typed, validated. */
    Handling handling() {
        Set<FailOn> whose = Names.known("value of --fail-on", failOn, FailOn.words()).stream()
                .flatMap(word -> FailOn.parse(word).stream())
                .collect(Collectors.toSet());
        canary.ifPresent(name ->
                Names.one("canary", name, Canaries.all().stream().map(Canary::name).toList()));
        return new Handling(
                out.map(Path::toAbsolutePath),
                whose.isEmpty() ? FailOn.standard() : whose,
                canary,
                keepOnFailure,
                maxArtifact.map(size -> Quantities.bytes("--max-artifact", size))
                        .orElse(QualificationSpec.DEFAULT_MAX_ARTIFACT));
    }

    /** How to show it. */
    Display display(Shell shell) {
        boolean teamCity = ci.map(name -> Names.one("build server", name, List.of("teamcity", "none")).equals("teamcity"))
                .orElse(shell.teamCity());
        return new Display(shell, json, teamCity && !json);
    }

    boolean json() {
        return json;
    }
}
