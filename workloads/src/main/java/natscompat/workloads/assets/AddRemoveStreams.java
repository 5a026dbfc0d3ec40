package natscompat.workloads.assets;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import natscompat.client.JetStreamApi;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.model.plan.Mix;
import natscompat.model.time.Waiting;
import natscompat.workloads.Workload;
import natscompat.workloads.WorkloadContext;
import natscompat.workloads.record.Seen;
import natscompat.workloads.support.Assets;
import natscompat.workloads.support.Client;
import natscompat.workloads.support.Crew;
import natscompat.workloads.support.FinalReads;
import natscompat.workloads.support.Kit;
import natscompat.workloads.support.Patience;
import natscompat.workloads.support.Publisher;

/** Creates, deletes and lists streams, 1 to 10 at a time and two of them for good, through every server. */
public final class AddRemoveStreams implements Workload {
    /** What {@code list workloads} shows. */
    public static final WorkloadType TYPE = new WorkloadType(
            "add-remove-streams",
            "creates, deletes and lists streams, 1 to 10 at a time, two of which stay",
            "2.9.0", 3,
            List.of("assets-exist"),
            List.of(Assets.DUPLICATE_WINDOW));

    private static final Duration LOAD = Duration.ofDays(365);
    private static final Duration END = Duration.ofSeconds(30);
    private static final Duration MARKERS = Duration.ofSeconds(75);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LAST_LIST = Duration.ofSeconds(7);
    private static final Duration LIST = Duration.ofSeconds(20);
    private static final Duration LIST_POLL = Duration.ofMillis(200);

    private final Kit kit;
    private final String prefix;
    private final Fleet fleet;
    private final Crew crew = new Crew("add-remove-streams");
    private final FinalReads finalReads;
    private List<Client> clients = List.of();

    /** For one cell. */
    public AddRemoveStreams(WorkloadContext context) {
        this.kit = new Kit(TYPE.name(), context);
        this.prefix = kit.asset("asset") + "_";
        this.fleet = new Fleet(prefix);
        this.finalReads = new FinalReads(kit);
    }

    @Override
    public WorkloadType type() {
        return TYPE;
    }

    @Override
    public void prepare() {
        clients = kit.clientForEachServer("client");
    }

    @Override
    public void run() {
        for (int i = 0; i < clients.size(); i++) {
            int number = i;
            crew.start("client-" + i, () -> change(number));
        }
        Waiting.reached("the end of the load", LOAD, POLL, () -> kit.stopping().now() || crew.broken());
        crew.awaitAll(END);
    }

    private void change(int number) {
        StreamRequests requests = new StreamRequests(kit, clients.get(number), prefix);
        Patience patience = kit.patience();
        kit.turns(number, clients.size(), clients.get(number), crew, turn -> {
            switch (fleet.next(kit.context().draws().at("turn", number, turn))) {
                case Fleet.Task.Create(String name) -> fleet.created(name, requests.create(name, patience));
                case Fleet.Task.Delete(String name) -> {
                    if (requests.delete(name, patience) == Outcome.FAIL) {
                        fleet.kept(name);
                    }
                }
                case Fleet.Task.ListNames() -> requests.list(OperationKind.STREAM_LIST);
            }
        });
    }

    @Override
    public void onMix(Mix mix) {
        // Nothing depends on the mix: every server has its client from the beginning.
    }

    /**
     * Which release lost a stream is told by the phase in which lists cease to have it. Seen with 2.10.22: for 5 s after all
     * servers were killed no list was answered, and the phase was over then.
     */
    @Override
    public void onPhaseEnd(BooleanSupplier inVain) {
        Waiting.reached("a list of streams at the end of a phase", LAST_LIST, LIST_POLL,
                () -> inVain.getAsBoolean() || clients.stream().filter(Client::connected).findFirst().stream()
                        .anyMatch(client -> lastList(client).isPresent()));
    }

    private Optional<List<String>> lastList(Client client) {
        return new StreamRequests(kit, client, prefix).list(OperationKind.LAST_LIST);
    }

    @Override
    public void settle() {
        Client client = Kit.connected(clients);
        fleet.certain().forEach(name -> crew.start("marker", () ->
                new Publisher(kit, client, name, StreamRequests.subject(name))
                        .publish(OperationKind.MARKER, name + "-marker", kit.longPatience())));
        crew.awaitAll(MARKERS);
        kit.close(clients);
    }

    /** Those that stay. One that is being deleted cannot be led, and would hold up everybody who waits for its leader. */
    @Override
    public List<String> streams() {
        return fleet.staying();
    }

    @Override
    public List<String> consumers() {
        return List.of();
    }

    /**
     * Looks at each stream that should be there, and at those that should not by one list of all names: there are as many
     * as the workload has ever made.
     */
    @Override
    public boolean readBack(String leader) {
        Client client = finalReads.reader(leader);
        List<String> certain = fleet.certain();
        finalReads.existence(certain, leader);
        Set<String> others = new HashSet<>(fleet.everNamed());
        certain.forEach(others::remove);
        try {
            Set<String> there = new HashSet<>(Waiting.until("a list of all streams", LIST, LIST_POLL,
                    () -> look(client)));
            others.stream().sorted().forEach(name -> kit.received(client, OperationKind.FINAL_EXISTS, name,
                    Seen.NOTHING.noting(there.contains(name) ? "exists" : "missing")));
        } catch (Waiting.TimedOut e) {
            kit.remark("final list of streams through " + client.server() + ": " + e.lastSeen());
        }
        return true;
    }

    private Waiting.Look<List<String>> look(Client client) {
        try {
            return Waiting.Look.there(StreamRequests.names(client, prefix, LIST));
        } catch (IOException | JetStreamApi.Refused e) {
            return Waiting.Look.notYet(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        kit.closeAll();
    }
}
