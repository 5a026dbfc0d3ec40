package natscompat.mayhem.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.model.time.Draws;
import natscompat.platform.Server;
import org.junit.jupiter.api.Test;

class ComebackTest {
    private final List<Server> servers = new FakeCluster(3).servers();

    private Comeback drawn(long seed) {
        return Comeback.drawn(servers, Draws.of(seed));
    }

    @Test
    void every_other_order_is_drawn_and_never_their_own() {
        assertThat(LongStream.range(0, 200).mapToObj(this::drawn).map(Comeback::order).distinct().toList())
                .hasSize(5)
                .doesNotContain(servers)
                .allSatisfy(order -> assertThat(order).containsExactlyInAnyOrderElementsOf(servers));
    }

    @Test
    void the_order_is_told_by_the_servers_themselves() {
        for (int ordinal : List.of(2, 0, 1)) {
            servers.get(ordinal).start();
        }
        assertThat(drawn(1).seen(servers)).isEqualTo("started in this order: n2, n0, n1");
    }

    @Test
    void the_order_of_their_names_is_no_other_order() {
        servers.forEach(Server::start);
        assertThatThrownBy(() -> drawn(1).seen(servers)).hasMessageContaining("started in the order of their names: {n0=");
    }

    @Test
    void where_some_were_up_already_the_rest_may_come_in_the_order_of_names() {
        List<Server> rest = List.of(servers.get(0), servers.get(1));
        rest.forEach(Server::start);
        long drawn = LongStream.range(0, 200).filter(seed -> drawn(seed).order().indexOf(rest.getFirst())
                < drawn(seed).order().indexOf(rest.getLast())).findFirst().orElseThrow();
        assertThat(drawn(drawn).seen(rest)).isEqualTo("started in this order: n0, n1");
    }

    @Test
    void those_that_start_at_once_have_no_order() {
        assertThat(Comeback.atOnce(servers).seen(servers)).isEmpty();
    }
}
