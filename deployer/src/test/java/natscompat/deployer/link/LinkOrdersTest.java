package natscompat.deployer.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import natscompat.model.failure.FailureException;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.Test;

class LinkOrdersTest {
    private static final Pair LINK = new Pair("n0", "n1");

    private final Map<Pair, LinkPolicy> now = new HashMap<>();
    private final LinkOrders orders = new LinkOrders(new Remembered());
    private final List<String> late = new ArrayList<>();
    private boolean frozen;
    private final RemoteLinks links = asker();

    private RemoteLinks asker() {
        return new RemoteLinks(order -> {
            if (frozen) {
                late.add(order);
                throw new IOException("no answer in time");
            }
            return orders.answer(order);
        }, "its log");
    }

    private final class Remembered implements Links {
        @Override
        public void set(Map<Pair, LinkPolicy> policies, Change change) {
            now.putAll(policies);
        }

        @Override
        public void reset(Collection<Pair> pairs) {
            throw new UnsupportedOperationException("no test resets these");
        }

        @Override
        public List<LinkState> look() {
            return List.of();
        }
    }

    @Test
    void an_order_that_a_frozen_proxy_reads_after_a_newer_one_is_refused() {
        frozen = true;
        assertThatThrownBy(() -> links.set(Map.of(LINK, LinkPolicy.CUT), Change.FLUSH)).isInstanceOf(FailureException.class);
        frozen = false;
        links.set(Map.of(LINK, LinkPolicy.CLEAR), Change.RESET);

        assertThat(orders.answer(late.getFirst())).contains("comes too late");

        assertThat(now).containsEntry(LINK, LinkPolicy.CLEAR);
    }

    @Test
    void the_newest_order_may_come_twice() {
        frozen = true;
        assertThatThrownBy(() -> links.set(Map.of(LINK, LinkPolicy.CUT), Change.FLUSH)).isInstanceOf(FailureException.class);

        assertThat(orders.answer(late.getFirst())).doesNotContain("comes too late");
        assertThat(orders.answer(late.getFirst())).doesNotContain("comes too late");

        assertThat(now).containsEntry(LINK, LinkPolicy.CUT);
    }

    @Test
    void looking_needs_no_turn_and_another_asker_counts_anew() {
        links.set(Map.of(LINK, LinkPolicy.CUT), Change.FLUSH);
        links.set(Map.of(LINK, LinkPolicy.CUT), Change.FLUSH);

        assertThat(links.look()).isEmpty();
        asker().set(Map.of(LINK, LinkPolicy.CLEAR), Change.FLUSH);

        assertThat(now).containsEntry(LINK, LinkPolicy.CLEAR);
    }
}
