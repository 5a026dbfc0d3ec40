package natscompat.workloads.support;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.client.Endpoint;
import natscompat.client.JetStreamApi;
import natscompat.client.StoredMessage;
import natscompat.client.StreamState;
import natscompat.model.failure.Failure;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.ServerName;
import natscompat.model.time.Waiting;
import natscompat.workloads.record.Deed;
import natscompat.workloads.record.Invocation;
import natscompat.workloads.record.Seen;

/**
 * Reads assets back as a whole through the server that leads them. A read during which leadership moved is thrown away
 * and made again, so what is recorded for a leader comes from that leader alone. Used by one thread.
 */
public final class FinalReads {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration ANSWERS = Duration.ofSeconds(30);
    /** Of a whole read, and of looks whether assets exist: what has no leader after settling costs so much, and no more. */
    private static final Duration LIMIT = Duration.ofSeconds(20);
    /** Looks that are made side by side have ended by then, each with the attempt that was under way at its limit. */
    private static final Duration LOOKS_END = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private static final String MISSING = "missing";
    private static final int NO_STREAM = 10059;
    private static final int NO_CONSUMER = 10014;

    private final Kit kit;
    private final Map<String, Client> readers = new HashMap<>();

    /** For this workload; connects at the first read. */
    public FinalReads(Kit kit) {
        this.kit = kit;
    }

    /** {@code began} is a time of the cell's clock: what was acknowledged later need not be in it. */
    private record WholeRead(StreamState state, List<StoredMessage> messages, long began) {}

    /** A client that is pinned to this server; where it cannot be reached, one that is pinned to another. */
    public Client reader(String server) {
        return Stream.concat(endpoints().filter(e -> e.server().equals(server)),
                        endpoints().filter(e -> !e.server().equals(server)))
                .flatMap(endpoint -> reader(endpoint).stream())
                .findFirst()
                .orElseThrow(() -> Failure.workload("read back through " + server, "no server can be reached",
                        "See the logs of the servers in the run folder."));
    }

    private Stream<Endpoint> endpoints() {
        return kit.context().endpoints().stream();
    }

    private Optional<Client> reader(Endpoint endpoint) {
        Client known = readers.get(endpoint.server());
        if (known != null) {
            return Optional.of(known).filter(Client::connected);
        }
        Optional<Client> made = kit.client("reader", endpoint, CONNECT);
        made.ifPresent(client -> readers.put(endpoint.server(), client));
        return made;
    }

    /**
     * Records whether a stream exists, every message of it, and the closing record. A read that another server than the
     * one asked for answered is not recorded, only remarked. A read that cannot be made is recorded as one operation that
     * is not ok: fail with 10059 where there is no such stream, else info.
     *
     * @return whether nothing speaks for asking again: false when another server answered
     */
    public boolean stream(String stream, String asked) {
        Client client = reader(asked);
        if (!exists(client, stream, "$JS.API.STREAM.INFO." + stream, NO_STREAM)) {
            Invocation refused = begin(client, stream);
            refused.attempt(Deed.READ, LOOK, limit -> client.reads().state(stream, limit));
            refused.complete();
            return true;
        }
        return whole(client, stream).map(read -> record(client, stream, asked, read)).orElse(true);
    }

    private Invocation begin(Client client, String stream) {
        return kit.begin(client, OperationKind.FINAL_READ, stream).note(seen -> seen.ledBy(client.server()));
    }

    private boolean record(Client client, String stream, String asked, WholeRead read) {
        String leader = read.state().leader();
        if (!leader.equals(asked)) {
            kit.remark("final read of " + stream + " was answered by " + leader + ", not " + asked);
            return false;
        }
        for (StoredMessage m : read.messages()) {
            Seen seen = Seen.NOTHING.with(m.messageId(), m.payload().text()).at(m.sequence()).ledBy(leader)
                    .noting(m.subject());
            kit.read(client, OperationKind.FINAL_READ, stream, seen, read.began());
        }
        Seen end = Seen.NOTHING.counting(read.messages().size()).ledBy(leader);
        kit.read(client, OperationKind.FINAL_READ, stream, end, read.began());
        return true;
    }

    private Optional<WholeRead> whole(Client client, String stream) {
        Invocation unfinished = begin(client, stream);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Optional<WholeRead> read = unfinished.attempt(Deed.READ, LOOK, limit -> attempt(client, stream, limit));
            if (read.isPresent()) {
                return read;
            }
            if (System.nanoTime() - deadline >= 0) {
                unfinished.complete();
                kit.remark("final read of " + stream + " through " + client.server() + ": " + unfinished.error());
                return Optional.empty();
            }
            Waiting.pause("another read of " + stream, POLL);
        }
    }

    private WholeRead attempt(Client client, String stream, Duration limit)
            throws IOException, JetStreamApi.Refused {
        long began = kit.context().clock().nanos();
        StreamState before = client.reads().state(stream, limit);
        List<StoredMessage> messages = client.reads().range(stream, before.first(), before.last(), ANSWERS);
        StreamState after = client.reads().state(stream, limit);
        if (!before.leader().equals(after.leader())) {
            throw new IOException("leadership went from " + before.leader() + " to " + after.leader());
        }
        return new WholeRead(after, messages, began);
    }

    /** Records whether a consumer exists. */
    public void consumer(String stream, String consumer, String asked) {
        exists(reader(asked), stream + "/" + consumer, "$JS.API.CONSUMER.INFO." + stream + "." + consumer, NO_CONSUMER);
    }

    /** Records for each of these streams whether it exists, without reading it; side by side, within one limit. */
    public void existence(List<String> streams, String asked) {
        Client client = reader(asked);
        Crew looks = new Crew("final looks");
        streams.forEach(stream ->
                looks.start(stream, () -> exists(client, stream, "$JS.API.STREAM.INFO." + stream, NO_STREAM)));
        looks.awaitAll(LOOKS_END);
    }

    private boolean exists(Client client, String asset, String subject, int missing) {
        Invocation operation = kit.begin(client, OperationKind.FINAL_EXISTS, asset);
        Optional<Seen> answer = kit.patience(LIMIT).untilOk(client, operation, Deed.READ,
                limit -> look(client, subject, missing, limit));
        answer.ifPresent(found -> operation.note(seen -> found));
        operation.complete();
        return !answer.map(Seen::note).orElse("").equals(MISSING);
    }

    private static Seen look(Client client, String subject, int missing, Duration limit)
            throws IOException, JetStreamApi.Refused {
        try {
            String leader = ServerName.plain(
                    client.api().request(subject, "", limit).path("cluster").path("leader").asText());
            return Seen.NOTHING.ledBy(leader).noting("exists");
        } catch (JetStreamApi.Refused e) {
            if (e.code() == missing) {
                return Seen.NOTHING.noting(MISSING);
            }
            throw e;
        }
    }
}
