package natscompat.workloads.assets;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import natscompat.client.JetStreamApi;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.workloads.record.Deed;
import natscompat.workloads.record.Invocation;
import natscompat.workloads.support.Assets;
import natscompat.workloads.support.Client;
import natscompat.workloads.support.Kit;
import natscompat.workloads.support.Patience;

/** Creates, deletes and lists streams through one client. Used by one thread. */
final class StreamRequests {
    private static final int NAME_IN_USE = 10058;
    private static final int NOT_FOUND = 10059;
    private static final Duration LIST = Duration.ofSeconds(3);

    private final Kit kit;
    private final Client client;
    private final String prefix;

    /**
     * Through this client.
     *
     * @param prefix of the names that lists are about
     */
    StreamRequests(Kit kit, Client client, String prefix) {
        this.kit = kit;
        this.client = client;
        this.prefix = prefix;
    }

    /** The subject that a stream stores. */
    static String subject(String stream) {
        return stream + ".x";
    }

    /**
     * Creates a stream. "Name in use" on a retry settles nothing by itself; since nobody else uses the name, a stream that
     * is found then is the one that an earlier attempt made.
     */
    Outcome create(String name, Patience patience) {
        String body = new Assets(kit).stream(name, subject(name)).toString();
        Invocation operation = kit.begin(client, OperationKind.STREAM_CREATE, name);
        try {
            patience.untilOk(client, operation, Deed.CREATE, limit -> {
                try {
                    return client.api().request("$JS.API.STREAM.CREATE." + name, body, limit);
                } catch (JetStreamApi.Refused e) {
                    if (e.code() == NAME_IN_USE && operation.open()) {
                        return info(name, limit);
                    }
                    throw e;
                }
            });
            return operation.outcome();
        } finally {
            operation.complete();
        }
    }

    /**
     * Deletes a stream. "Not found" is no success: at the first attempt the stream was lost, and later it settles nothing, not
     * even when a look says the same. Seen on 2.14.5: a meta leader that was cut off said both, 3 s after it had taken a
     * deletion that never came about.
     */
    Outcome delete(String name, Patience patience) {
        Invocation operation = kit.begin(client, OperationKind.STREAM_DELETE, name);
        try {
            patience.untilOk(client, operation, Deed.DELETE, () -> operation.lastCode() == NOT_FOUND,
                    limit -> client.api().request("$JS.API.STREAM.DELETE." + name, "", limit));
            return operation.outcome();
        } finally {
            operation.complete();
        }
    }

    private JsonNode info(String name, Duration limit) throws IOException, JetStreamApi.Refused {
        return client.api().request("$JS.API.STREAM.INFO." + name, "", limit);
    }

    /**
     * Lists the names with our prefix in one attempt.
     *
     * @param kind which kind of list it is
     */
    Optional<List<String>> list(OperationKind kind) {
        Invocation operation = kit.begin(client, kind, "");
        Optional<List<String>> names = operation.attempt(Deed.READ, LIST, limit -> names(client, prefix, limit));
        names.ifPresent(seen -> operation.note(s -> s.with("", String.join(" ", seen))));
        operation.complete();
        return names;
    }

    /** The names with that prefix, page after page, as the meta leader knows them. */
    static List<String> names(Client client, String prefix, Duration limit)
            throws IOException, JetStreamApi.Refused {
        TreeSet<String> names = new TreeSet<>();
        long offset = 0;
        long total = 1;
        while (offset < total) {
            JsonNode page = client.api().request("$JS.API.STREAM.NAMES", "{\"offset\":" + offset + "}", limit);
            total = page.path("total").asLong();
            JsonNode streams = page.path("streams");
            streams.forEach(name -> names.add(name.asText()));
            if (streams.isEmpty()) {
                break;
            }
            offset += streams.size();
        }
        names.removeIf(name -> !name.startsWith(prefix));
        return List.copyOf(names);
    }
}
