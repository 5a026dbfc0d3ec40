package natscompat.deployer.kubernetes;

import com.fasterxml.jackson.core.JacksonException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;

/** What the API server refuses or fails to do, as a failure that says which verb on which resource. Stateless. */
public final class KubernetesFailures {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INVALID = 422;
    private static final int SERVER_ERRORS = 500;
    /** As the API server words it: {@code User "x" cannot list resource "pods" in API group "" in the namespace "y"}. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("User \"([^\"]*)\" cannot (\\w+) resource \"([^\"]+)\" in API group \"([^\"]*)\"");

    private KubernetesFailures() {}

    /** Words it. */
    public static FailureException of(KubernetesClientException thrown, ApiRequest request, ApiServer.Place place) {
        String tried = request + " in namespace " + place.namespace();
        if (away(thrown)) {
            return Failure.environment(tried, place.text() + " does not answer: " + reason(thrown),
                            "See that the cluster runs and that this is the right one: kubectl config current-context.")
                    .causedBy(thrown);
        }
        if (webhook(thrown)) {
            return Failure.environment(tried, message(thrown), "A webhook of others stands in between and does not answer: see"
                            + " kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations, or ask who runs it.")
                    .causedBy(thrown);
        }
        return (switch (thrown.getCode()) {
            case HttpURLConnection.HTTP_UNAUTHORIZED -> Failure.environment(tried,
                    place.text() + " does not accept these credentials", "Log in again; kubectl auth whoami must work.");
            case HttpURLConnection.HTTP_FORBIDDEN -> forbidden(thrown, tried, request, place);
            case HttpURLConnection.HTTP_NOT_FOUND -> notFound(thrown, tried, place);
            case INVALID -> Failure.input(tried, message(thrown),
                    "Correct the files. What a StatefulSet cannot change (claims, labels, service) needs bin/delete-all"
                            + " --keep-data first.");
            default -> Failure.deploy(tried, message(thrown), "See the log of the API server, or ask who runs it.");
        }).causedBy(thrown);
    }

    /** Whether the server is away, as opposed to refusing: the same request may succeed a moment later. */
    public static boolean away(KubernetesClientException thrown) {
        if (thrown.getCode() > 0) {
            return thrown.getCode() == TOO_MANY_REQUESTS || (thrown.getCode() >= SERVER_ERRORS && !webhook(thrown));
        }
        Optional<Throwable> cause = cause(thrown, IOException.class);
        return cause.isPresent() && !(cause.get() instanceof JacksonException);
    }

    /** Whether somebody else's program that the server asks has failed: the server itself is there. */
    private static boolean webhook(KubernetesClientException thrown) {
        return thrown.getCode() == SERVER_ERRORS && message(thrown).contains("webhook");
    }

    /** Why, in a few words. */
    public static String reason(KubernetesClientException thrown) {
        if (thrown.getCode() > 0) {
            return "status " + thrown.getCode() + ", " + message(thrown);
        }
        if (cause(thrown, UnknownHostException.class).isPresent()) {
            return "no such host";
        }
        if (cause(thrown, HttpTimeoutException.class).isPresent()) {
            return "no answer in time";
        }
        Optional<Throwable> connecting = cause(thrown, ConnectException.class);
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (connecting.isPresent() && root.getMessage() == null) {
            return "connection refused";
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static FailureException forbidden(
            KubernetesClientException thrown, String tried, ApiRequest request, ApiServer.Place place) {
        String message = message(thrown);
        if (message.contains("exceeded quota")) {
            return Failure.environment(tried, message,
                    "Ask for a larger quota (kubectl describe quota -n " + place.namespace() + "), or start fewer servers.");
        }
        if (message.contains("violates PodSecurity")) {
            return Failure.input(tried, message, "Change the templates so that the pods pass that standard.");
        }
        if (message.contains("is being terminated")) {
            return Failure.environment(tried, "the namespace is being deleted", "Wait until it is gone, then run this again.");
        }
        Matcher matcher = FORBIDDEN.matcher(message);
        boolean found = matcher.find();
        String verb = found ? matcher.group(2) : request.verb();
        String group = found && !matcher.group(4).isEmpty() ? "." + matcher.group(4) : "";
        String resource = found ? matcher.group(3) + group : request.resource();
        return Failure.environment(tried, "no permission to " + verb + " " + resource
                        + (found ? " as " + matcher.group(1) : "") + ": " + message,
                "Ask for a role that allows it; kubectl auth can-i " + verb + " " + resource + " -n " + place.namespace()
                        + " must say yes.");
    }

    private static FailureException notFound(KubernetesClientException thrown, String tried, ApiServer.Place place) {
        String kind = Optional.ofNullable(thrown.getStatus()).map(Status::getDetails).map(StatusDetails::getKind).orElse("");
        if (kind.equals("namespaces")) {
            return namespaceMissing(tried, place);
        }
        return Failure.deploy(tried, message(thrown), "See that the cluster knows this kind: kubectl api-resources.");
    }

    /** The namespace is not there. */
    static FailureException namespaceMissing(String tried, ApiServer.Place place) {
        return Failure.environment(tried, "there is no namespace " + place.namespace() + " on " + place.text(),
                "Add --create-namespace, or: kubectl create namespace " + place.namespace() + ".");
    }

    private static String message(KubernetesClientException thrown) {
        return Optional.ofNullable(thrown.getStatus())
                .map(Status::getMessage)
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> String.valueOf(thrown.getMessage()));
    }

    private static Optional<Throwable> cause(Throwable thrown, Class<? extends Throwable> type) {
        Throwable current = thrown;
        while (current != null) {
            if (type.isInstance(current)) {
                return Optional.of(current);
            }
            current = current.getCause();
        }
        return Optional.empty();
    }
}
