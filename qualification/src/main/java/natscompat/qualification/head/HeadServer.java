package natscompat.qualification.head;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;

/** HTTP in front of a head: one virtual thread a request, nothing without the token but the question whether it lives. */
final class HeadServer implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Token token;
    private final Map<String, Answer> routes;

    /** Answers one kind of request. */
    @FunctionalInterface
    interface Answer {
        void to(Call call) throws IOException;
    }

    /**
     * Listens.
     *
     * @param routes by method and path, as in {@code GET /v1/events}
     */
    HeadServer(InetSocketAddress address, Token token, Map<String, Answer> routes) {
        this.token = token;
        this.routes = Map.copyOf(routes);
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw Failure.environment("listen on " + address, String.valueOf(e), "See what else uses that port.")
                    .causedBy(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (Call call = new Call(exchange)) {
            if (call.route().equals("GET /healthz")) {
                call.answer(Call.OK, "ok");
            } else if (!token.isIn(call.header("Authorization"))) {
                call.refuse(Call.FORBIDDEN, Failure.input("ask the head", "the token is not that of this run",
                        "Name the right run; its token is in its Secret.").failure());
            } else {
                answer(call);
            }
        }
    }

    private void answer(Call call) throws IOException {
        Answer answer = routes.get(call.route());
        if (answer == null) {
            call.refuse(Call.NOT_FOUND, Failure.input("ask the head for " + call.route(), "it knows nothing of that",
                    "Use the version of nats-compat that began the run.").failure());
            return;
        }
        try {
            answer.to(call);
        } catch (FailureException e) {
            call.refuse(Call.BAD, e.failure());
        } catch (Waiting.Interrupted e) {
            call.refuse(Call.NOT_YET, Failure.environment("ask the head", "it is ending", "Ask again.").failure());
        } catch (RuntimeException e) {
            call.refuse(Call.BROKEN, Failure.bug("answer " + call.route(), String.valueOf(e), "Report it.").failure());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
