package natscompat.cli.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natscompat.cli.options.QualifyOptions.Sources;
import natscompat.cli.options.ReleaseFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say which releases, and where they come from. */
final class ReleaseArguments {
    @Parameters(paramLabel = "RELEASE", arity = "0..*", description = {
        "In upgrade order: a version such as v2.14.5, a branch, a commit, file:PATH."
    })
    private List<String> releases = new ArrayList<>();

    @Option(names = "--from", paramLabel = "FILE", description = "Read releases from a file, one a line.")
    private Optional<Path> from = Optional.empty();

    @Mixin
    private RepositoryArguments repository = new RepositoryArguments();

    List<String> releases() {
        List<String> all = new ArrayList<>(from.map(ReleaseFile::read).orElse(List.of()));
        all.addAll(releases);
        return all;
    }

    Sources sources() {
        return repository.sources();
    }
}
