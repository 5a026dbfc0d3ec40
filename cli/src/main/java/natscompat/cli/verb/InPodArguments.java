package natscompat.cli.verb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.KubernetesClients;
import natscompat.generator.kubernetes.RunnerDeployment;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.qualification.head.Token;
import picocli.CommandLine.Option;

/** What head and runners are told alike: where their token and their configuration are mounted. */
final class InPodArguments {
    @Option(names = "--token-file", paramLabel = "FILE", required = true, description = "The token of the run.")
    private Path token = Path.of("");

    @Option(names = "--deployment", paramLabel = "DIR", required = true, description = "The ConfigMap of the run.")
    private Path deployment = Path.of("");

    Token token() {
        return Token.read(token);
    }

    RunnerDeployment deployment() {
        Path file = deployment.resolve(RunnerNames.DEPLOYMENT);
        try {
            return Json.read(file, RunnerDeployment.class);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    String cellsJob() {
        Path file = deployment.resolve(RunnerNames.CELLS_JOB);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    ApiServer open(Consumer<String> notices) {
        return new ApiServer(KubernetesClients.open(Optional.empty()), deployment().namespace(), notices).known();
    }

    private static RuntimeException unreadable(Path file, IOException e) {
        return Failure.input("read " + file, String.valueOf(e), "See that the ConfigMap of the run is mounted.").causedBy(e);
    }
}
