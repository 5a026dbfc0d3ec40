package natscompat.deployer.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import natscompat.model.failure.Failure;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Waiting;

/**
 * Lets a release check a configuration itself ({@code nats-server -t -c FILE}) before anything is started with it.
 *
 * @param starter starts the check
 */
record ConfigCheck(Starter starter) {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(5);

    /**
     * Checks the text; the file is there only for the check.
     *
     * @param folder where the file may be written
     * @throws natscompat.model.failure.FailureException with the server's own words
     */
    void check(BuiltRelease release, String text, Path folder) {
        Path conf = folder.resolve("check-" + release.sha256().substring(0, 12) + ".conf");
        Path out = folder.resolve(conf.getFileName() + ".out");
        try {
            ServerFiles.writeSecret(conf, text);
            String said = run(release, conf, out);
            if (!said.isEmpty()) {
                throw Failure.deploy("check the configuration for " + release.name() + " with its own -t", said,
                        "A key that this version does not know belongs into the table of natscompat.generator.ConfigKeys.");
            }
        } catch (IOException e) {
            throw Failure.environment("check the configuration for " + release.name(), String.valueOf(e.getMessage()),
                    "The binary " + release.binary() + " must be executable on this machine.").causedBy(e);
        } finally {
            delete(conf);
            delete(out);
        }
    }

    private String run(BuiltRelease release, Path conf, Path out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                release.binary().toAbsolutePath().toString(), "-t", "-c", conf.toString());
        builder.redirectErrorStream(true).redirectOutput(out.toFile());
        Process check = starter.start(builder);
        if (!Waiting.reached("the configuration check of " + release.name(), LIMIT, POLL, () -> !check.isAlive())) {
            check.destroyForcibly();
            return "no answer within " + LIMIT.toSeconds() + " s";
        }
        String said = Files.readString(out, StandardCharsets.UTF_8).strip();
        return check.exitValue() == 0 ? "" : "status " + check.exitValue() + ": " + said;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is in the cell's folder, readable by us alone.
        }
    }
}
