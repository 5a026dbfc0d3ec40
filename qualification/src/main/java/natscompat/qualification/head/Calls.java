package natscompat.qualification.head;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.Json;
import natscompat.model.time.Waiting;

/**
 * Asks a head, and asks again while it cannot be reached: the head may be moving to another node, or the API server that
 * leads to it may be away. Every request may be repeated. Thread-safe.
 */
final class Calls implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(40);
    private static final Duration TRANSFER = Duration.ofMinutes(30);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final Duration TELL = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final Way way;
    private final Token token;
    private final Duration patience;
    private final Duration stall;
    private final Consumer<String> notices;

    /**
     * An answer with its body read.
     *
     * @param status of HTTP
     */
    record Reply(int status, String body) {
        <T> T json(Class<T> type) throws IOException {
            return Json.mapper().readValue(body, type);
        }
    }

    /** Reads an answer as it comes. */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    /**
     * Asks nothing yet.
     *
     * @param patience how long a head that cannot be reached is asked again
     * @param notices told, a line each, when it cannot be reached and when it can be again
     */
    Calls(Way way, Token token, Duration patience, Consumer<String> notices) {
        this(way, token, patience, STALL, notices);
    }

    Calls(Way way, Token token, Duration patience, Duration stall, Consumer<String> notices) {
        this.way = way;
        this.token = token;
        this.patience = patience;
        this.stall = stall;
        this.notices = notices;
        client = HttpClient.newBuilder().connectTimeout(CONNECT).executor(threads).version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Asks without a body. */
    Reply ask(String method, String path) {
        return ask(method, path, BodyPublishers.noBody());
    }

    /** Asks with a document. */
    Reply send(String method, String path, Object json) {
        return ask(method, path, BodyPublishers.ofString(Json.line(json)));
    }

    private Reply ask(String method, String path, BodyPublisher body) {
        return again(method + " " + path, () -> reply(client.send(
                request(method, path, body, ANSWER), BodyHandlers.ofString())));
    }

    /** Asks once, with a document; for what is told again anyway. */
    Reply sendOnce(String method, String path, Object json) throws IOException {
        try {
            return reply(client.send(
                    request(method, path, BodyPublishers.ofString(Json.line(json)), ANSWER), BodyHandlers.ofString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Sends a file. */
    Reply upload(String path, Path file) {
        return again("PUT " + path, () -> reply(client.send(
                request("PUT", path, BodyPublishers.ofFile(file), TRANSFER), BodyHandlers.ofString())));
    }

    /** Fetches something that is read as it comes; {@code reader} begins anew after a connection that broke. */
    <T> T download(String path, Reader<T> reader) {
        return again("GET " + path, () -> {
            HttpResponse<InputStream> answer = client.send(
                    request("GET", path, BodyPublishers.noBody(), TRANSFER), BodyHandlers.ofInputStream());
            try (InputStream body = new Stall(answer.body(), stall)) {
                if (answer.statusCode() != Call.OK) {
                    throw refused(path, new Reply(answer.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8)));
                }
                return reader.read(body);
            }
        });
    }

    private HttpRequest request(String method, String path, BodyPublisher body, Duration limit) throws IOException {
        return HttpRequest.newBuilder(way.base().resolve(path))
                .header("Authorization", token.header())
                .timeout(limit)
                .method(method, body)
                .build();
    }

    private static Reply reply(HttpResponse<String> answer) throws IOException {
        Reply reply = new Reply(answer.statusCode(), answer.body());
        if (reply.status() == Call.NOT_YET) {
            throw new IOException("it is not ready yet" + said(reply).map(failure -> ": " + failure.why()).orElse(""));
        }
        return reply;
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T make() throws IOException, InterruptedException;
    }

    private <T> T again(String what, Attempt<T> attempt) {
        Trouble trouble = new Trouble();
        try {
            return Waiting.until("an answer of the head to " + what, patience, POLL, () -> look(attempt, trouble));
        } catch (Waiting.TimedOut e) {
            throw Failure.environment("ask the head: " + what, "it cannot be reached for " + patience.toMinutes()
                    + " min: " + e.lastSeen(), "The run goes on; attach to it when the head can be reached.").causedBy(e);
        }
    }

    private <T> Waiting.Look<T> look(Attempt<T> attempt, Trouble trouble) {
        try {
            T made = attempt.make();
            trouble.over();
            return Waiting.Look.there(made);
        } catch (IOException e) {
            way.lost();
            trouble.seen(String.valueOf(e));
            return Waiting.Look.notYet(String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Waiting.pause("an answer of the head", POLL);
            return Waiting.Look.notYet("interrupted");
        }
    }

    /** Says once that the head cannot be reached, and once that it can be again. */
    private final class Trouble {
        private final long since = System.nanoTime();
        private boolean told;

        void seen(String why) {
            if (!told && System.nanoTime() - since > TELL.toNanos()) {
                told = true;
                notices.accept("the head cannot be reached (" + why + "); the run goes on, asking again");
            }
        }

        void over() {
            if (told) {
                notices.accept("the head answers again");
            }
        }
    }

    /** The failure that the head named, or what can be said without one. */
    static FailureException refused(String what, Reply reply) {
        return said(reply).map(Failure::asException).orElseGet(() -> Failure.bug(
                "ask the head: " + what, "it answered " + reply.status(), "Report it."));
    }

    private static Optional<Failure> said(Reply reply) {
        try {
            return Optional.of(reply.json(Failure.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
