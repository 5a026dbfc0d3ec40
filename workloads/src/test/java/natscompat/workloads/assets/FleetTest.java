package natscompat.workloads.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import natscompat.model.history.Outcome;
import natscompat.model.time.Draws;
import org.junit.jupiter.api.Test;

final class FleetTest {
    @Test
    void staysBetweenOneAndTenAndUsesNoNameTwice() {
        for (int seed = 0; seed < 30; seed++) {
            Draws draws = Draws.of(seed);
            Random random = draws.at("test").random();
            Fleet fleet = new Fleet("s");
            Set<String> there = new HashSet<>();
            Set<String> used = new HashSet<>();
            for (int turn = 0; turn < 300; turn++) {
                switch (fleet.next(draws.at(turn))) {
                    case Fleet.Task.Create(String name) -> {
                        assertThat(used.add(name)).as("seed " + seed).isTrue();
                        boolean made = random.nextInt(10) > 0;
                        if (made) {
                            there.add(name);
                        }
                        fleet.created(name, made ? Outcome.OK : Outcome.FAIL);
                    }
                    case Fleet.Task.Delete(String name) ->
                        assertThat(there.remove(name)).as("seed " + seed).isTrue();
                    case Fleet.Task.ListNames() -> assertThat(there).hasSizeBetween(1, Fleet.MOST);
                }
                assertThat(there).as("seed " + seed).hasSizeLessThanOrEqualTo(Fleet.MOST);
            }
            assertThat(fleet.certain()).containsExactlyInAnyOrderElementsOf(there);
            assertThat(fleet.everNamed()).containsExactlyInAnyOrderElementsOf(used);
        }
    }

    @Test
    void theFirstStreamsThatWereCertainlyCreatedStay() {
        Fleet fleet = new Fleet("s");
        Set<String> deleted = new HashSet<>();
        for (int turn = 0; turn < 500; turn++) {
            switch (fleet.next(Draws.of(4).at(turn))) {
                case Fleet.Task.Create(String name) ->
                    fleet.created(name, name.equals("s0") ? Outcome.INFO : Outcome.OK);
                case Fleet.Task.Delete(String name) -> deleted.add(name);
                case Fleet.Task.ListNames() -> {}
            }
        }

        assertThat(fleet.staying()).hasSize(Fleet.STAYING).doesNotContain("s0");
        assertThat(fleet.certain()).containsAll(fleet.staying());
        assertThat(deleted).contains("s0").doesNotContainAnyElementsOf(fleet.staying());
    }

    @Test
    void whatMayBeThereIsDeletedSomeDayButIsNotCertain() {
        Fleet fleet = new Fleet("s");
        Fleet.Task first = fleet.next(Draws.of(1));
        assertThat(first).isEqualTo(new Fleet.Task.Create("s0"));
        fleet.created("s0", Outcome.INFO);

        assertThat(fleet.certain()).isEmpty();
        assertThat(fleet.everNamed()).containsExactly("s0");
    }

    @Test
    void aStreamThatCertainlyWasNotDeletedIsDeletedAgain() {
        Fleet fleet = new Fleet("s");
        Set<String> refused = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (int turn = 0; turn < 500; turn++) {
            switch (fleet.next(Draws.of(9).at(turn))) {
                case Fleet.Task.Create(String name) -> fleet.created(name, Outcome.OK);
                case Fleet.Task.Delete(String name) when refused.add(name) -> fleet.kept(name);
                case Fleet.Task.Delete(String name) -> twice.add(name);
                case Fleet.Task.ListNames() -> {}
            }
        }

        assertThat(twice).isNotEmpty();
    }
}
