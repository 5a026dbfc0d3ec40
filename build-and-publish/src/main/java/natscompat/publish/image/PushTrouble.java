package natscompat.publish.image;

import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;

/** Words for what goes wrong between us and a registry. Stateless; names users and never secrets. */
final class PushTrouble {
    private static final String DENIED = "access denied";

    private PushTrouble() {}

    /** The failure for what Jib threw. */
    static FailureException of(Throwable thrown, ImageEngine.Target target) {
        Throwable cause = root(thrown);
        String registry = target.name().registry();
        String tried = "push " + target.name().text() + " as " + target.who();
        return switch (cause) {
            case RegistryUnauthorizedException e -> denied(tried, registry, DENIED).causedBy(e);
            case RegistryAuthenticationFailedException e -> denied(tried, registry, DENIED).causedBy(e);
            case RegistryCredentialsNotSentException e ->
                Failure.environment(
                                tried,
                                "the registry wants credentials and speaks plain http, over which they are not sent",
                                "Use https, or say --insecure-registry.")
                        .causedBy(e);
            case InsecureRegistryException e ->
                Failure.environment(
                                tried,
                                "the registry speaks plain http, or its certificate is not trusted",
                                "Use https with a trusted certificate, or say --insecure-registry.")
                        .causedBy(e);
            case ConnectException e -> unreachable(tried, registry, e);
            case UnknownHostException e -> unreachable(tried, registry, e);
            case SocketTimeoutException e -> unreachable(tried, registry, e);
            case SocketException e -> brokenOff(tried, e);
            default -> brokenOff(tried, cause);
        };
    }

    /** The registry does not know us, or does not let us. */
    static FailureException denied(String tried, String registry, String why) {
        return Failure.environment(
                tried,
                registry + " refused: " + why,
                "Log in with an account that may do that (docker login " + registry + "); for the registry of --registry "
                        + Login.USER + " and " + Login.PASSWORD + " will do too.");
    }

    static FailureException unreachable(String tried, String registry, Exception e) {
        String why = e instanceof UnknownHostException ? "nobody knows a host of that name" : e.getMessage();
        return Failure.environment(
                        tried,
                        registry + " cannot be reached: " + why,
                        "Check the address, or start the registry.")
                .causedBy(e);
    }

    private static FailureException brokenOff(String tried, Throwable cause) {
        return Failure.environment(
                        tried,
                        "the push broke off: " + cause,
                        "Look at the registry's log and room, then run the same again: what is there is not sent twice.")
                .causedBy(cause);
    }

    private static Throwable root(Throwable thrown) {
        Throwable at = thrown;
        while (at.getCause() != null && !known(at)) {
            at = at.getCause();
        }
        return at;
    }

    private static boolean known(Throwable thrown) {
        return thrown instanceof RegistryUnauthorizedException
                || thrown instanceof RegistryAuthenticationFailedException
                || thrown instanceof InsecureRegistryException
                || thrown instanceof ConnectException;
    }
}
