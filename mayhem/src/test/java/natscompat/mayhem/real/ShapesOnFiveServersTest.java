package natscompat.mayhem.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import natscompat.client.JetStreamApi;
import natscompat.model.catalog.Role;
import natscompat.model.plan.PlannedFault;
import natscompat.model.time.Waiting;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Shapes of partitions that three servers cannot tell apart: a bridge, a ring, and minorities of two. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShapesOnFiveServersTest {
    private @Nullable RealCell started;
    private @Nullable Crossings made;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, JetStreamApi.Refused {
        RealCell cell = new RealCell(folder, "five", true, "v2.14.5", "v2.14.5", "v2.14.5", "v2.12.15", "v2.12.15");
        started = cell;
        cell.prepare(5);
        made = new Crossings(cell);
    }

    @AfterAll
    void end() {
        cell().close();
    }

    @AfterEach
    void every_link_is_there_again() {
        assertThat(Waiting.reached("every link", Duration.ofSeconds(60), Duration.ofMillis(100), () ->
                crossings().look(Duration.ofMillis(700), 16).size() == crossings().all())).isTrue();
        cell().cluster.awaitCaughtUp("a healed fault", Duration.ofSeconds(60));
    }

    private RealCell cell() {
        return Objects.requireNonNull(started);
    }

    private Crossings crossings() {
        return Objects.requireNonNull(made);
    }

    /** The servers that one does not hear. */
    private static Set<String> apartFrom(Set<String> cut, int server) {
        return cut.stream().filter(link -> link.startsWith(server + ">")).map(link -> link.substring(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void over_a_bridge_one_server_talks_to_both_halves() throws IOException, JetStreamApi.Refused {
        cell().during(cell().lasting("bridge", "bridge", Role.ALL), () -> {
            Set<String> cut = crossings().cut();
            assertThat(cut).hasSize(8);
            for (int server = 0; server < 5; server++) {
                assertThat(apartFrom(cut, server)).as(cut.toString()).hasSizeBetween(0, 2);
            }
            assertThat(IntStream.range(0, 5).filter(server -> apartFrom(cut, server).isEmpty()).count())
                    .as("servers that talk to all: " + cut).isEqualTo(1);
        });
    }

    @Test
    void in_a_ring_each_server_sees_another_majority() throws IOException, JetStreamApi.Refused {
        cell().during(cell().lasting("majorities-ring", "majorities-ring", Role.ALL), () -> {
            Set<String> cut = crossings().cut();
            Set<Set<String>> seen = new HashSet<>();
            for (int server = 0; server < 5; server++) {
                assertThat(apartFrom(cut, server)).as(cut.toString()).hasSize(2);
                seen.add(apartFrom(cut, server));
            }
            assertThat(seen).as("each sees another one").hasSize(5);
        });
    }

    @Test
    void a_leader_is_cut_off_with_one_more() throws IOException, JetStreamApi.Refused {
        PlannedFault fault = cell().lasting("leader-with-minority", "leader-with-minority", Role.ORDINAL, 1);
        cell().during(fault, () -> {
            Set<String> cut = crossings().cut();
            assertThat(cut).hasSize(12);
            assertThat(apartFrom(cut, 1)).as(cut.toString()).hasSize(3);
        });
    }

    @Test
    void a_minority_is_cut_off_together() throws IOException, JetStreamApi.Refused {
        PlannedFault fault = cell().lasting("minority-alone", "isolate", Role.MINORITY);
        cell().during(fault, () -> {
            int targets = cell().said(fault).getFirst().targets().size();
            assertThat(targets).isBetween(1, 2);
            assertThat(crossings().cut()).hasSize(2 * targets * (5 - targets));
        });
    }
}
