package natscompat.cli.verb;

import java.util.List;
import java.util.Optional;
import natscompat.cli.options.Names;
import natscompat.cli.options.QualifyOptions.Sources;
import picocli.CommandLine.Option;

/** The options that say where releases are found. */
final class RepositoryArguments {
    @Option(names = {"--repo", "--repos"}, paramLabel = "DIR|URL", description = {
        "Repository of nats-server to find releases in; else NATS_COMPAT_REPO, else they come as Go modules."
    })
    private Optional<String> repository = Optional.empty();

    @Option(names = "--module-fallback", paramLabel = "yes|no", description = {
        "Whether a release may come as a Go module (default: yes)."
    })
    private String moduleFallback = "yes";

    Sources sources() {
        return new Sources(
                repository, Names.one("value of --module-fallback", moduleFallback, List.of("yes", "no")).equals("yes"));
    }
}
