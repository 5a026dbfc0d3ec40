package natscompat.deployer.sidecar;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import natscompat.deployer.line.LineServer;
import natscompat.deployer.link.LinkOrders;
import natscompat.deployer.link.LinkProxy;
import natscompat.model.rundir.Json;

/**
 * Carries out orders, one a line: a word, a blank and a document. Answers {@code ok} and a document, or {@code failed} and
 * why. Thread-safe.
 *
 * @param server its server's process
 * @param store what it stores
 * @param proxy in front of it, if any
 * @param links what steers that
 */
record Sidecar(ServerProcess server, StoreOrders store, Optional<LinkProxy> proxy, Optional<LinkOrders> links)
        implements LineServer.Answering {
    static final String OK = "ok ";
    static final String FAILED = "failed ";

    Sidecar(ServerProcess server, StoreOrders store, Optional<LinkProxy> proxy) {
        this(server, store, proxy, proxy.map(LinkOrders::new));
    }

    @Override
    public String answer(String line) {
        int blank = line.indexOf(' ');
        String word = blank < 0 ? line : line.substring(0, blank);
        String document = line.substring(blank + 1);
        try {
            return OK + (word.equals(Orders.LINKS)
                    ? links.orElseThrow(Sidecar::noProxy).answer(document)
                    : Json.line(carryOut(word, document)));
        } catch (IOException e) {
            return FAILED + String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }

    private Object carryOut(String word, String document) throws IOException {
        return switch (word) {
            case Orders.LOOK -> {
                Orders.Look look = read(document, Orders.Look.class);
                yield server.look(look.known(), Duration.ofMillis(look.millis()));
            }
            case Orders.START -> server.start(read(document, Orders.Start.class).extra());
            case Orders.SIGNAL -> {
                Orders.Send send = read(document, Orders.Send.class);
                server.signal(send.signal(), send.to());
                yield new Orders.Done();
            }
            case Orders.FILES, Orders.READ, Orders.WRITE, Orders.TRUNCATE, Orders.REMOVE, Orders.WIPE ->
                store.carryOut(word, document);
            case Orders.LIMIT -> {
                Orders.Limit limit = read(document, Orders.Limit.class);
                yield new Orders.Said(server.refuseWrites(limit.process(), limit.refuse()));
            }
            case Orders.DIGEST -> new Orders.Digest(server.digest(read(document, Sight.class)));
            case Orders.STARVED -> new Orders.Starved(server.starved(read(document, Sight.class)).toMillis());
            case Orders.PEERS -> {
                Orders.Ask ask = read(document, Orders.Ask.class);
                link().alsoAsk(ask.peers());
                link().seed(ask.seed());
                yield new Orders.Done();
            }
            default -> throw new IOException("there is no order " + word);
        };
    }

    private LinkProxy link() throws IOException {
        return proxy.orElseThrow(Sidecar::noProxy);
    }

    private static IOException noProxy() {
        return new IOException("this sidecar is no link proxy");
    }

    static <T> T read(String document, Class<T> type) throws IOException {
        try {
            return Json.mapper().readValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IOException("that is no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
