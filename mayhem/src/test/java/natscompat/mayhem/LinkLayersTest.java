package natscompat.mayhem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.Test;

class LinkLayersTest {
    private static final Pair AB = new Pair("a", "b");
    private static final LinkPolicy SLOW = LinkPolicy.slow(Duration.ofMillis(5), Duration.ZERO);

    private final Map<Pair, LinkPolicy> now = new HashMap<>();
    private final AtomicBoolean answerLost = new AtomicBoolean();
    private final LinkLayers layers = new LinkLayers(new Links() {
        @Override
        public void set(Map<Pair, LinkPolicy> policies, Change change) {
            now.putAll(policies);
            if (answerLost.getAndSet(false)) {
                throw new IllegalStateException("no answer in time");
            }
        }

        @Override
        public void reset(Collection<Pair> pairs) {
            throw new UnsupportedOperationException("layers do not reset");
        }

        @Override
        public List<LinkState> look() {
            return List.of();
        }
    });

    @Test
    void one_fault_does_not_undo_another() {
        layers.put("1", Map.of(AB, SLOW), Links.Change.FLUSH);
        layers.put("2", Map.of(AB, LinkPolicy.CUT), Links.Change.FLUSH);
        assertThat(now.get(AB)).isEqualTo(new LinkPolicy(true, Duration.ofMillis(5), Duration.ZERO, 0, 0, 0, 0, 0));
        layers.put("2", Map.of(), Links.Change.FLUSH);
        assertThat(now.get(AB)).isEqualTo(SLOW);
        layers.put("1", Map.of(), Links.Change.FLUSH);
        assertThat(now.get(AB)).isEqualTo(LinkPolicy.CLEAR);
    }

    @Test
    void what_may_have_been_done_is_undone() {
        answerLost.set(true);
        assertThatThrownBy(() -> layers.put("1", Map.of(AB, LinkPolicy.CUT), Links.Change.FLUSH))
                .hasMessageContaining("no answer");
        assertThat(now.get(AB)).isEqualTo(LinkPolicy.CUT);
        layers.put("1", Map.of(), Links.Change.RESET);
        assertThat(now.get(AB)).isEqualTo(LinkPolicy.CLEAR);
    }

    @Test
    void a_heal_that_was_not_confirmed_is_ordered_again() {
        layers.put("1", Map.of(AB, LinkPolicy.CUT), Links.Change.FLUSH);
        answerLost.set(true);
        assertThatThrownBy(() -> layers.put("1", Map.of(), Links.Change.RESET)).hasMessageContaining("no answer");
        now.put(AB, LinkPolicy.CUT);
        layers.put("1", Map.of(), Links.Change.RESET);
        assertThat(now.get(AB)).isEqualTo(LinkPolicy.CLEAR);
        now.clear();
        layers.put("2", Map.of(), Links.Change.RESET);
        assertThat(now).as("nothing is ordered twice that was confirmed").isEmpty();
    }

    @Test
    void delays_add_up_and_the_narrowest_limit_holds() {
        layers.put("1", Map.of(AB, SLOW), Links.Change.FLUSH);
        layers.put("2", Map.of(AB, SLOW), Links.Change.FLUSH);
        layers.put("3", Map.of(AB, LinkPolicy.limited(100)), Links.Change.FLUSH);
        layers.put("4", Map.of(AB, LinkPolicy.limited(50)), Links.Change.FLUSH);
        assertThat(now.get(AB)).isEqualTo(new LinkPolicy(false, Duration.ofMillis(10), Duration.ZERO, 50, 0, 0, 0, 0));
    }
}
