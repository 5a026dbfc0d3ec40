package natscompat.mayhem.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.client.JetStreamApi;
import natscompat.mayhem.FaultContext;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.group.MoveReplica;
import natscompat.mayhem.group.ScaleStream;
import natscompat.model.time.Draws;
import natscompat.platform.Server;
import natscompat.platform.Signal;
import natscompat.platform.view.ClusterView.StreamView;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scaling and moving meet a meta leader that has just fallen silent: the first request is lost, and one after the election
 * works.
 */
@Tag("real")
class MetaLeaderSilentTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_stream_is_scaled_after_the_election() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = five("silent-scale")) {
            Injection scaling = injected(cell, new ScaleStream());
            assertThat(scaling.observe()).contains("replicas that caught up");
            assertThat(stream(cell).peers().size()).isNotEqualTo(3);
            scaling.heal();
            scaling.observeHealed();
            assertThat(stream(cell).peers()).hasSize(3);
        }
    }

    @Test
    void a_replica_is_moved_after_the_election() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = five("silent-move")) {
            String leader = cell.leader().orElseThrow();
            Injection move = injected(cell, new MoveReplica());
            move.observe();
            move.observeHealed();
            assertThat(stream(cell).peers()).hasSize(3).doesNotContain(leader);
        }
    }

    private RealCell five(String name) throws IOException, JetStreamApi.Refused {
        RealCell cell = new RealCell(folder, name, false, "v2.14.5", "v2.14.5", "v2.14.5", "v2.14.5", "v2.14.5");
        cell.prepare(3);
        return cell;
    }

    private static StreamView stream(RealCell cell) {
        return Optional.ofNullable(cell.context().look().get().streams().get(RealCell.STREAM)).orElseThrow();
    }

    /** Aims at the stream's leader, lets the meta leader fall silent, injects, and lets it go on. */
    private Injection injected(RealCell cell, Fault fault) {
        Server silent = metaLeaderWithoutReplica(cell);
        Injection injection = fault.aim(aim(cell));
        asked.set(0);
        silent.signal(Signal.STOP);
        try {
            injection.inject();
        } finally {
            silent.signal(Signal.CONT);
        }
        assertThat(asked.get()).as("requests").isGreaterThan(1);
        return injection;
    }

    /** Not the first server either: the test speaks through that one. */
    private static Server metaLeaderWithoutReplica(RealCell cell) {
        FaultContext context = cell.context();
        Server spare = cell.cluster.servers().stream()
                .filter(server -> server.ordinal() > 0 && !stream(cell).peers().contains(server.name()))
                .findFirst()
                .orElseThrow();
        Optional<String> leads = context.leadership().get()
                .moveMeta(List.of(spare.name()), LIMIT, () -> context.look().get().metaLeader());
        assertThat(leads).contains(spare.name());
        return spare;
    }

    private Aim aim(RealCell cell) {
        FaultContext context = cell.context();
        String leader = stream(cell).leader().orElseThrow();
        Server target = cell.cluster.servers().stream()
                .filter(server -> server.name().equals(leader)).findFirst().orElseThrow();
        return new Aim("7.1", List.of(target), cell.cluster, context.look(),
                () -> {
                    asked.incrementAndGet();
                    return context.leadership().get();
                },
                context.streams().get(), context.consumers().get(), Optional.empty(), LIMIT, () -> false,
                Draws.of(1), cell.clock, cell.events::add);
    }
}
