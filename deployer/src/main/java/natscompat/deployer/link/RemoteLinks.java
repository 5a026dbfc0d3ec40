package natscompat.deployer.link;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Pair;

/**
 * The links as somebody outside of the proxy's process steers them. Thread-safe if what asks is; policies are set by one
 * thread at a time, so that their orders come in the order of their numbers.
 */
public final class RemoteLinks implements Links {
    /** Unlike any other asker of the same proxy: one may follow another one, and begins to count anew. */
    private final String asker = ProcessHandle.current().pid() + "-" + System.nanoTime();
    private final ReentrantLock turn = new ReentrantLock();
    private final Asking asking;
    private final String log;
    private long number;

    /** Brings one line to the proxy's process. */
    public interface Asking {
        /**
         * The answer to one line.
         *
         * @throws IOException when the proxy's process does not answer
         */
        String ask(String line) throws IOException;
    }

    /**
     * Asks nothing yet.
     *
     * @param asking brings an order to the proxy's {@link LinkOrders}
     * @param log where to look when that does not work, for people
     */
    public RemoteLinks(Asking asking, String log) {
        this.asking = asking;
        this.log = log;
    }

    @Override
    public void set(Map<Pair, LinkPolicy> policies, Change change) {
        List<Wire.Set> sets = policies.entrySet().stream()
                .map(entry -> new Wire.Set(entry.getKey(), entry.getValue()))
                .toList();
        turn.lock();
        try {
            number++;
            ask(new Wire.Order(asker, number, sets, change, List.of()));
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void reset(Collection<Pair> pairs) {
        ask(new Wire.Order(asker, 0, List.of(), Change.FLUSH, List.copyOf(pairs)));
    }

    @Override
    public List<LinkState> look() {
        return ask(new Wire.Order(asker, 0, List.of(), Change.FLUSH, List.of())).states();
    }

    private Wire.Answer ask(Wire.Order order) {
        try {
            Wire.Answer answer = Json.mapper().readValue(asking.ask(Json.line(order)), Wire.Answer.class);
            if (!answer.failure().isEmpty()) {
                throw new IOException(answer.failure());
            }
            return answer;
        } catch (IOException e) {
            throw Failure.deploy("steer the link proxy", String.valueOf(e.getMessage()), "See " + log + ".").causedBy(e);
        }
    }
}
