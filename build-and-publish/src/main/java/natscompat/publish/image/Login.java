package natscompat.publish.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import natscompat.model.failure.Failure;

/**
 * Who we are to a registry. The secret is never printed: {@link #toString} leaves it out.
 *
 * @param user the user name; {@code <token>} stands for an identity token
 * @param secret password or token
 * @param origin where it came from, for people
 */
public record Login(String user, String secret, String origin) {
    /** The variables that win over configuration files, for the registry that we push to. */
    public static final String USER = "NATS_COMPAT_REGISTRY_USER";

    /** What docker's configuration and its helpers call the user of an identity token. */
    private static final String TOKEN = "<token>";

    /** The variable with the secret. */
    public static final String PASSWORD = "NATS_COMPAT_REGISTRY_PASSWORD";

    /**
     * Who we are to the registry that we push to: looks into the two variables, then where {@link #configured} looks.
     *
     * @param notices told when a configuration file names a credential helper that is not there
     * @return empty when nobody says who we are: then we are anonymous
     * @throws natscompat.model.failure.FailureException ENVIRONMENT when a credential helper fails
     */
    public static Optional<Login> find(
            ImageName name, Map<String, String> environment, Consumer<String> notices) {
        String user = environment.getOrDefault(USER, "");
        String password = environment.getOrDefault(PASSWORD, "");
        if (!user.isEmpty() && !password.isEmpty()) {
            return Optional.of(new Login(user, password, USER + " and " + PASSWORD));
        }
        return configured(name, environment, notices);
    }

    /**
     * Who we are to any other registry: looks into docker's configuration files with their credential helpers alone,
     * because the two variables are meant for the registry that we push to and are nobody else's business.
     *
     * @param notices told when a configuration file names a credential helper that is not there
     * @return empty when nobody says who we are: then we are anonymous
     * @throws natscompat.model.failure.FailureException ENVIRONMENT when a credential helper fails
     */
    public static Optional<Login> configured(
            ImageName name, Map<String, String> environment, Consumer<String> notices) {
        for (Path file : configurations(environment)) {
            Optional<Login> found = inFile(name, file, environment, notices);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<Path> configurations(Map<String, String> environment) {
        List<Path> files = new ArrayList<>();
        Optional.ofNullable(environment.get("REGISTRY_AUTH_FILE")).map(Path::of).ifPresent(files::add);
        files.add(Optional.ofNullable(environment.get("DOCKER_CONFIG"))
                .map(Path::of)
                .orElseGet(() -> Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".docker"))
                .resolve("config.json"));
        Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
                .map(run -> Path.of(run, "containers", "auth.json"))
                .ifPresent(files::add);
        return files.stream().filter(Files::isReadable).toList();
    }

    private static Optional<Login> inFile(
            ImageName name, Path file, Map<String, String> environment, Consumer<String> notices) {
        try {
            CredentialRetriever retriever = CredentialRetrieverFactory.forImage(
                            ImageReference.parse(name.text()), event -> tell(event, notices), environment)
                    .dockerConfig(file);
            Optional<Credential> found = retriever.retrieve();
            return found.map(c -> new Login(c.getUsername(), c.getPassword(), file.toString()));
        } catch (CredentialRetrievalException | InvalidImageReferenceException e) {
            throw Failure.environment(
                            "find credentials for " + name.registry() + " in " + file,
                            String.valueOf(e.getMessage()),
                            "Log in again; for the registry of --registry " + USER + " and " + PASSWORD + " will do too.")
                    .causedBy(e);
        }
    }

    /** Jib only logs that a helper is missing, and goes on without credentials. */
    private static void tell(LogEvent event, Consumer<String> notices) {
        if (event.getLevel() == LogEvent.Level.WARN || event.getLevel() == LogEvent.Level.ERROR) {
            notices.accept(event.getMessage());
        }
    }

    /** Whether the secret is an identity token, which buys other tokens and is no password. */
    public boolean isToken() {
        return user.equals(TOKEN);
    }

    /** For messages: who and from where. */
    @Override
    public String toString() {
        return user + " (from " + origin + ")";
    }
}
