package natscompat.workloads.kv;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import natscompat.client.StoredMessage;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.failure.Failure;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.Mix;
import natscompat.model.time.Waiting;
import natscompat.workloads.Workload;
import natscompat.workloads.WorkloadContext;
import natscompat.workloads.support.Assets;
import natscompat.workloads.support.Client;
import natscompat.workloads.support.Crew;
import natscompat.workloads.support.FinalReads;
import natscompat.workloads.support.Kit;
import natscompat.workloads.support.Patience;
import natscompat.workloads.support.Publisher;

/**
 * Three keys, changed by compare-and-set through every server at once: read through the leader, then write on condition
 * that nobody else has. The bucket keeps every revision (an ordinary one keeps 64 of a key at most, which at 20 operations
 * a second is ten seconds of history), so that the order of all writes can be judged at the end.
 */
public final class KvCas implements Workload {
    /** What {@code list workloads} shows. */
    public static final WorkloadType TYPE = new WorkloadType(
            "kv-cas",
            "changes three keys of 512 bytes by compare-and-set, through every server at once",
            "2.9.0", 1,
            List.of("compare-and-set", "kv-history", "one-sequence-one-payload", "assets-exist"),
            List.of(Assets.DUPLICATE_WINDOW));

    private static final List<String> KEYS = List.of("k1", "k2", "k3");
    /** More than a soak of days writes: none is ever pushed out. */
    private static final int REVISIONS = 10_000_000;

    private static final int GET_EVERY = 4;
    private static final Duration END = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Kit kit;
    private final String bucket;
    private final Crew crew = new Crew("kv-cas");
    private final FinalReads finalReads;
    private List<Client> clients = List.of();

    /** For one cell. */
    public KvCas(WorkloadContext context) {
        this.kit = new Kit(TYPE.name(), context);
        this.bucket = kit.asset("kv");
        this.finalReads = new FinalReads(kit);
    }

    @Override
    public WorkloadType type() {
        return TYPE;
    }

    @Override
    public void prepare() {
        clients = kit.clientForEachServer("client");
        Assets assets = new Assets(kit);
        ObjectNode config = assets.stream(Keys.stream(bucket), "$KV." + bucket + ".>");
        config.put("max_msgs_per_subject", REVISIONS);
        config.put("discard", "new");
        config.put("deny_delete", true);
        config.put("allow_rollup_hdrs", true);
        config.put("allow_direct", true);
        assets.createBucket(clients.getFirst(), bucket, config, REVISIONS);
        Keys.open(kit, clients.getFirst(), bucket).ifPresent(keys -> KEYS.forEach(key -> create(keys, key)));
    }

    /** Writes the first revision of a key; one write after the other until the leader has one of them, for 60 s. */
    private void create(Keys keys, String key) {
        long began = System.nanoTime();
        for (int i = 0; System.nanoTime() - began < Patience.LONGEST.toNanos(); i++) {
            keys.write(OperationKind.KV_CREATE, key, "create-" + key + "-" + i, 0, kit.longPatience());
            if (keys.leaderGet(key).flatMap(message -> message).isPresent()) {
                return;
            }
            Waiting.pause("another create of " + key, Duration.ofSeconds(1));
        }
        throw Failure.workload("create the key " + key + " of " + bucket, "the leader has none after " + Patience.LONGEST.toSeconds() + " s",
                "See the logs of the servers in the run folder.");
    }

    @Override
    public void run() {
        for (int i = 0; i < clients.size(); i++) {
            int number = i;
            crew.start("client-" + i, () -> change(number));
        }
        Waiting.reached("the end of the load", Duration.ofDays(365), POLL,
                () -> kit.stopping().now() || crew.broken());
        crew.awaitAll(END);
    }

    private void change(int number) {
        Keys.open(kit, clients.get(number), bucket).ifPresent(keys -> change(number, keys));
    }

    private void change(int number, Keys keys) {
        kit.turns(number, clients.size(), clients.get(number), crew, turn -> {
            String key = kit.context().draws().at("key", number, turn).pick(KEYS);
            Optional<StoredMessage> current = keys.leaderGet(key).flatMap(message -> message);
            current.ifPresent(message -> keys.write(OperationKind.KV_UPDATE, key, "kv-" + number + "-" + turn,
                    message.sequence(), kit.patience()));
            if (turn % GET_EVERY == 0) {
                keys.get(key);
            }
        });
    }

    @Override
    public void onMix(Mix mix) {
        // Nothing depends on the mix: every server has its client from the beginning.
    }

    @Override
    public void settle() {
        String stream = Keys.stream(bucket);
        new Publisher(kit, Kit.connected(clients), stream, Keys.subject(bucket, "marker"))
                .publish(OperationKind.MARKER, "kv-marker", kit.longPatience());
        kit.close(clients);
    }

    @Override
    public List<String> streams() {
        return List.of(Keys.stream(bucket));
    }

    @Override
    public List<String> consumers() {
        return List.of();
    }

    @Override
    public boolean readBack(String leader) {
        return finalReads.stream(Keys.stream(bucket), leader);
    }

    @Override
    public void close() {
        kit.closeAll();
    }
}
