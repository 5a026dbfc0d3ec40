package natscompat.mayhem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.Test;

class RoutedTest {
    private final FakeCluster cluster = new FakeCluster(3);

    private void routes(int from, String... others) {
        cluster.fake(from).setRoutes(Map.copyOf(Arrays.stream(others)
                .collect(Collectors.toMap(name -> name, name -> List.of(1)))));
    }

    /** A server that another fault isolates for minutes loses its routes: a heal does not wait for those. */
    @Test
    void routes_of_a_link_that_another_fault_cuts_are_not_waited_for() {
        routes(0, "n1");
        routes(1, "n0");
        routes(2);
        Set<Pair> cut = Set.of(new Pair("n0", "n2"), new Pair("n2", "n1"));
        assertThat(new Routed(cluster.servers(), () -> cut).good()).contains("that is not cut off for another reason");
    }

    @Test
    void every_route_is_waited_for_where_nothing_is_cut() {
        routes(0, "n1", "n2");
        routes(1, "n0", "n2");
        routes(2, "n0");
        Thread.ofVirtual().start(() -> routes(2, "n0", "n1"));
        assertThat(new Routed(cluster.servers(), Set::of).good()).isEqualTo("every server has a route to every other one");
    }
}
