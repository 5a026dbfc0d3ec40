package natscompat.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import natscompat.model.plan.ServerName;
import natscompat.model.rundir.Json;
import natscompat.model.time.Waiting;

/**
 * Finds leaders and moves them. {@code preferred} is honoured by leaders from 2.11 on, ignored by 2.9, and refused by
 * 2.10 with 10003 (facts: nats.md 2.7), so a move asks with a preference first and then steps down again and again until
 * one of the wanted servers leads. Thread-safe.
 */
public final class Leadership {
    private static final Duration REQUEST = Duration.ofSeconds(2);
    /** Between two leaders nobody answers, and the next look should not wait for that: short looks first. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(50);

    private static final Duration LONGEST_LOOK = Duration.ofMillis(400);
    private static final Duration REFUSAL = Duration.ofMillis(50);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration ELECTION = Duration.ofSeconds(2);
    /** Plain step-downs in a row that find the wanted server by chance in all but one case of a hundred. */
    private static final int QUICK_ROUNDS = 6;
    /** A server that cannot lead is not worth forty elections a second. */
    private static final Duration SLOW_ROUND = Duration.ofMillis(500);

    private final JetStreamApi account;
    private final JetStreamApi system;

    /**
     * Moves and finds leaders.
     *
     * @param account requests in the account of the workloads
     * @param system requests in the system account (meta leader)
     */
    public Leadership(JetStreamApi account, JetStreamApi system) {
        this.account = account;
        this.system = system;
    }

    /** Requests in the account of the workloads. */
    public JetStreamApi account() {
        return account;
    }

    /** Requests in the system account. */
    public JetStreamApi system() {
        return system;
    }

    /** Who leads this stream, as its leader says; empty when nobody answers. */
    public Optional<String> streamLeader(String stream) {
        return leader("$JS.API.STREAM.INFO." + stream, REQUEST);
    }

    /** Who leads this consumer; empty when nobody answers. */
    public Optional<String> consumerLeader(String stream, String consumer) {
        return leader("$JS.API.CONSUMER.INFO." + stream + "." + consumer, REQUEST);
    }

    private Optional<String> leader(String subject, Duration limit) {
        try {
            String leader =
                    ServerName.plain(account.request(subject, "", limit).path("cluster").path("leader").asText());
            return leader.isEmpty() ? Optional.empty() : Optional.of(leader);
        } catch (IOException | JetStreamApi.Refused e) {
            return Optional.empty();
        }
    }

    /**
     * Moves the leader of a stream onto one of these servers.
     *
     * @return the server that leads at the end; whether it is one of the wanted is for the caller to see
     */
    public Optional<String> moveStream(String stream, Collection<String> onto, Duration limit) {
        String info = "$JS.API.STREAM.INFO." + stream;
        return move(account, "$JS.API.STREAM.LEADER.STEPDOWN." + stream, onto, limit, look -> leader(info, look));
    }

    /** Moves the leader of a consumer onto one of these servers. */
    public Optional<String> moveConsumer(String stream, String consumer, Collection<String> onto, Duration limit) {
        String info = "$JS.API.CONSUMER.INFO." + stream + "." + consumer;
        return move(account, "$JS.API.CONSUMER.LEADER.STEPDOWN." + stream + "." + consumer, onto, limit,
                look -> leader(info, look));
    }

    /** Moves the meta leader onto one of these servers; {@code now} says who leads (monitoring knows). */
    public Optional<String> moveMeta(
            Collection<String> onto, Duration limit, Supplier<Optional<String>> now) {
        return move(system, "$JS.API.META.LEADER.STEPDOWN", onto, limit, look -> now.get());
    }

    /** Makes the leader of a stream step down once, wherever leadership goes. */
    public void stepDownStream(String stream) throws IOException, JetStreamApi.Refused {
        account.request("$JS.API.STREAM.LEADER.STEPDOWN." + stream, "", REQUEST);
    }

    /** Makes the meta leader step down once. */
    public void stepDownMeta() throws IOException, JetStreamApi.Refused {
        system.request("$JS.API.META.LEADER.STEPDOWN", "", REQUEST);
    }

    /** Makes the leader of a consumer step down once. */
    public void stepDownConsumer(String stream, String consumer) throws IOException, JetStreamApi.Refused {
        account.request("$JS.API.CONSUMER.LEADER.STEPDOWN." + stream + "." + consumer, "", REQUEST);
    }

    private static Optional<String> move(
            JetStreamApi api,
            String subject,
            Collection<String> onto,
            Duration limit,
            Function<Duration, Optional<String>> now) {
        List<String> wanted = List.copyOf(onto);
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<String> leader = now.apply(REQUEST);
        int round = 0;
        while (!wanted.isEmpty() && !wanted.contains(leader.orElse("")) && System.nanoTime() - deadline < 0) {
            if (leader.isPresent()) {
                stepDown(api, subject, wanted.get(round % wanted.size()));
                round++;
            }
            leader = another(subject, leader, now);
            if (round > QUICK_ROUNDS && !wanted.contains(leader.orElse(""))) {
                Waiting.pause("the next step-down after " + subject, SLOW_ROUND);
            }
        }
        return leader;
    }

    /** Waits until somebody else leads than before; the same one again, or nobody, when that takes too long. */
    private static Optional<String> another(
            String subject, Optional<String> before, Function<Duration, Optional<String>> now) {
        Iterator<Duration> looks = Stream.iterate(FIRST_LOOK, l -> l.compareTo(LONGEST_LOOK) < 0 ? l.multipliedBy(2) : l)
                .iterator();
        try {
            return Waiting.until("another leader after " + subject, ELECTION, POLL, () -> {
                Optional<String> seen = now.apply(looks.next());
                return seen.isPresent() && !seen.equals(before)
                        ? Waiting.Look.there(seen)
                        : Waiting.Look.notYet(seen.orElse("nobody"));
            });
        } catch (Waiting.TimedOut e) {
            return now.apply(LONGEST_LOOK);
        }
    }

    /**
     * Asks once. A server that obeys answers only 250 ms later (measured on 2.10.29 and 2.14.5), when the next leader has
     * long been elected: so only a refusal is waited for, and that comes at once.
     */
    private static void stepDown(JetStreamApi api, String subject, String preferred) {
        try {
            CompletableFuture<Message> asked = api.send(subject, preference(preferred), REQUEST);
            JetStreamApi.document(subject, JetStreamApi.await(subject, asked, REFUSAL));
        } catch (JetStreamApi.Refused refused) {
            withoutPreference(api, subject);
        } catch (IOException e) {
            // Nobody refused in time: the caller looks who leads and asks again.
        }
    }

    private static void withoutPreference(JetStreamApi api, String subject) {
        try {
            api.send(subject, "", REQUEST);
        } catch (IOException e) {
            // The connection is away: the caller looks who leads and asks again.
        }
    }

    private static String preference(String server) {
        JsonNode body = Json.mapper()
                .createObjectNode()
                .set("placement", Json.mapper().createObjectNode().put("preferred", server));
        return body.toString();
    }
}
