package natscompat.workloads.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import natscompat.client.Endpoint;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.history.OperationKind;
import natscompat.workloads.WorkloadContext;
import natscompat.workloads.record.Invocation;
import natscompat.workloads.record.Recorder;
import natscompat.workloads.record.Seen;

/** What every workload has at hand: its context, its recorder, its clients. Thread-safe. */
public final class Kit {
    private static final Duration CONNECT = Duration.ofSeconds(60);
    private static final LongSupplier NANO_TIME = System::nanoTime;

    private final WorkloadContext context;
    private final String workload;
    private final Recorder recorder;
    private final Stopping stopping;
    private final List<Client> clients = new CopyOnWriteArrayList<>();

    /** For one workload of one cell. */
    public Kit(String workload, WorkloadContext context) {
        this.context = context;
        this.workload = workload;
        this.recorder = new Recorder(workload, context.history(), context.clock());
        this.stopping = new Stopping(context::stopping, NANO_TIME);
    }

    /** What the runner gave. */
    public WorkloadContext context() {
        return context;
    }

    /** Whether and since when to stop. */
    public Stopping stopping() {
        return stopping;
    }

    /** A name for an asset, unique over all cells of the process; legal as stream name and as subject token. */
    public String asset(String name) {
        return context.cell().replaceAll("[^A-Za-z0-9_-]", "_") + "_" + name;
    }

    /** One client pinned to each server. */
    public List<Client> clientForEachServer(String role) {
        return clients(role, context.endpoints().size());
    }

    /** So many clients, each on a connection of its own, spread over the servers in turn. */
    public List<Client> clients(String role, int count) {
        List<Endpoint> servers = context.endpoints();
        List<Client> made = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> made.add(connect(role + "-" + i, servers.get(i % servers.size()), CONNECT)));
        return List.copyOf(made);
    }

    /** A client pinned to this server, if it can be reached within the limit. */
    public Optional<Client> client(String role, Endpoint endpoint, Duration limit) {
        try {
            return Optional.of(connect(role + "-" + endpoint.server(), endpoint, limit));
        } catch (FailureException e) {
            remark(e.failure().tried() + ": " + e.failure().why());
            return Optional.empty();
        }
    }

    private Client connect(String role, Endpoint endpoint, Duration limit) {
        String name = context.cell() + "/" + workload + "/" + role;
        Client client = Client.of(name, endpoint.server(), context.connections().connect(endpoint, name, limit));
        clients.add(client);
        return client;
    }

    /** One of these that is connected now; the first when none is. */
    public static Client connected(List<Client> some) {
        return some.stream().filter(Client::connected).findFirst().orElseGet(some::getFirst);
    }

    /** Closes some of its clients. */
    public void close(List<Client> some) {
        some.forEach(client -> {
            clients.remove(client);
            context.connections().close(client.connection());
        });
    }

    /** Closes what is still open. */
    public void closeAll() {
        close(clients);
    }

    /** The pace of one of so many clients that share the workload's rate. */
    private Pace pace(int client, int of) {
        return new Pace((double) context.dimensions().rate() / of, (double) client / of, NANO_TIME);
    }

    /**
     * Gives one client its turns until the workload stops or somebody breaks. A turn waits for the connection: a client
     * whose server is away invokes nothing that would fail for certain.
     *
     * @param number of the client among so many that share the rate
     * @param operation takes the number of its turn, from 0
     */
    public void turns(int number, int of, Client client, Crew crew, LongConsumer operation) {
        Pace pace = pace(number, of);
        long turn = 0;
        while (pace.awaitTurn(() -> stopping.now() || crew.broken())) {
            if (client.connected()) {
                operation.accept(turn++);
            }
        }
    }

    /** Patience with operations of the load. */
    public Patience patience() {
        return Patience.until(stopping, NANO_TIME);
    }

    /** Patience before and after the load. */
    public Patience longPatience() {
        return Patience.always(NANO_TIME);
    }

    /** Patience of so long, after the load. */
    Patience patience(Duration limit) {
        return Patience.upTo(limit, NANO_TIME);
    }

    /** Begins an operation of a client. */
    public Invocation begin(Client client, OperationKind kind, String asset) {
        return recorder.begin(client.name(), client.server(), kind, asset);
    }

    /** Records what a client received just now. */
    public void received(Client client, OperationKind kind, String asset, Seen seen) {
        recorder.received(client.name(), client.server(), kind, asset, seen);
    }

    /** Records what a client read, with the time (nanoseconds on the cell's clock) at which reading the whole began. */
    public void read(Client client, OperationKind kind, String asset, Seen seen, long began) {
        recorder.read(client.name(), client.server(), kind, asset, seen, began);
    }

    /** Puts a remark beside the history. */
    public void remark(String text) {
        context.events().accept(new Event.Note(context.clock().nanos(), workload + ": " + text));
    }
}
