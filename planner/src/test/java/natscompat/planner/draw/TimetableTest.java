package natscompat.planner.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static Slot slot(int floor, int weight) {
        return new Slot(0, 0, false, Duration.ofMillis(floor), weight);
    }

    private static Duration sum(List<Duration> lengths) {
        return lengths.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void timeIsSharedByWeight() {
        assertThat(Timetable.lengths(List.of(slot(0, 1), slot(0, 3)), Duration.ofMillis(400)))
                .containsExactly(Duration.ofMillis(100), Duration.ofMillis(300));
    }

    @Test
    void aFloorTakesFromTheOthers() {
        assertThat(Timetable.lengths(List.of(slot(300, 1), slot(0, 1), slot(0, 1)), Duration.ofMillis(500)))
                .containsExactly(Duration.ofMillis(300), Duration.ofMillis(100), Duration.ofMillis(100));
    }

    @Test
    void floorsAreKeptWhenThereIsNoTime() {
        assertThat(Timetable.lengths(List.of(slot(300, 1), slot(200, 1)), Duration.ofMillis(-50)))
                .containsExactly(Duration.ofMillis(300), Duration.ofMillis(200));
    }

    @Test
    void nothingIsLostToRoundingAndNoFloorIsMissed() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Slot> slots = new ArrayList<>();
            long floors = 0;
            for (int i = 0; i <= random.nextInt(9); i++) {
                slots.add(slot(random.nextInt(700), 1 + random.nextInt(3)));
                floors += slots.getLast().floor().toMillis();
            }
            long total = floors + random.nextInt(5000);

            List<Duration> lengths = Timetable.lengths(slots, Duration.ofMillis(total));

            assertThat(sum(lengths)).as("seed %d", seed).isEqualTo(Duration.ofMillis(total));
            for (int i = 0; i < slots.size(); i++) {
                assertThat(lengths.get(i)).as("seed %d", seed).isGreaterThanOrEqualTo(slots.get(i).floor());
            }
        }
    }
}
