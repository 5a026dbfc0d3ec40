package natscompat.mayhem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.model.history.Event;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;

class RouteWatchTest {
    private final FakeCluster cluster = new FakeCluster(2);
    private final List<Event> events = new CopyOnWriteArrayList<>();

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        events.forEach(event -> texts.add(((Event.Note) event).text()));
        return texts;
    }

    @Test
    void a_route_that_was_reset_and_dialled_again_between_two_looks_is_seen() {
        RouteWatch watch = new RouteWatch(cluster, events::add, new RunClock());
        cluster.fake(0).setRoutes(Map.of("n1", List.of(4, 5)));
        watch.look();
        watch.look();
        assertThat(events).isEmpty();
        cluster.fake(0).setRoutes(Map.of("n1", List.of(5, 9)));
        watch.look();
        assertThat(texts()).containsExactly("routes of n0: {n1=2} -> {n1=2}, new: {n1=1}");
    }

    @Test
    void a_look_that_fails_is_noted_and_does_not_end_the_watch() {
        AtomicBoolean over = new AtomicBoolean();
        AtomicBoolean broken = new AtomicBoolean(true);
        RouteWatch watch = new RouteWatch(cluster, event -> {
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("disk full");
            }
            events.add(event);
        }, new RunClock());
        cluster.fake(0).setRoutes(Map.of("n1", List.of(4)));
        watch.look();
        cluster.fake(0).setRoutes(Map.of());
        watch.start(over::get);
        assertThat(Waiting.reached("a look that fails", Duration.ofSeconds(5), Duration.ofMillis(5), () -> !broken.get())).isTrue();
        cluster.fake(0).setRoutes(Map.of("n1", List.of(7)));
        assertThat(Waiting.reached("a later look", Duration.ofSeconds(10), Duration.ofMillis(5),
                () -> texts().stream().anyMatch(text -> text.contains("new: {n1=1}")))).isTrue();
        over.set(true);
    }
}
