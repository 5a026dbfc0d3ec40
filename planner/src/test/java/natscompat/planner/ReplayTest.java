package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Plan;
import natscompat.model.plan.RollOrder;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.rundir.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stored plan is run again only as it was. */
class ReplayTest {
    @TempDir
    private Path folder = Path.of("unset");

    private static Plan plan() {
        return new Planner(Fakes.catalog()).plan(PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 1));
    }

    private static Failure refused(Runnable action) {
        FailureException thrown = catchThrowableOfType(FailureException.class, action::run);
        assertThat(thrown).isNotNull();
        assertThat(thrown.failure().category()).isEqualTo(Category.INPUT);
        return thrown.failure();
    }

    private Path stored(String text) throws IOException {
        return Files.writeString(folder.resolve("plan.json"), text);
    }

    @Test
    void aStoredPlanIsReadAsItWas() throws IOException {
        assertThat(Replay.load(stored(Json.pretty(plan())))).isEqualTo(plan());
    }

    @Test
    void theOrderOfRollsIsPartOfIt() throws IOException {
        Plan plan = new Planner(Fakes.catalog()).plan(PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 1)
                .withOrder(RollOrder.LEADER_FIRST));

        assertThat(Replay.load(stored(Json.pretty(plan)))).isEqualTo(plan).isNotEqualTo(plan());
    }

    @Test
    void aPlanOfTheTimeOfOneOrderIsReadAsThatOrder() throws IOException {
        String before = Json.pretty(plan()).replaceAll(" *\"order\" : \"highest-first\",\\R", "");

        assertThat(before).doesNotContain("order").contains("\"stop\" : \"sigterm\"");
        assertThat(Replay.load(stored(before))).isEqualTo(plan());
    }

    @Test
    void theSameReleasesAreAccepted() {
        assertThatCode(() -> Replay.check(plan(), List.of(Fakes.V2_14, Fakes.V2_12))).doesNotThrowAnyException();
    }

    @Test
    void aReleaseThatIsNotThereIsRefused() {
        Failure failure = refused(() -> Replay.check(plan(), List.of(Fakes.V2_12, Fakes.release("v2.14.4"))));

        assertThat(failure.tried()).contains("v2.14.5");
        assertThat(failure.why()).contains("near: v2.14.4");
    }

    @Test
    void aReleaseOfAnotherRevisionIsRefused() {
        ResolvedRelease moved = new ResolvedRelease(
                "v2.14.5", Fakes.V2_14.version(), Fakes.V2_14.source(), "another", "the module");

        assertThat(refused(() -> Replay.check(plan(), List.of(Fakes.V2_12, moved))).why())
                .contains("another now", "v2.14.5 then");
    }

    @Test
    void aLaterSchemaIsRefusedBeforeItIsRead() throws IOException {
        Path later = stored("{\"schema\": 99, \"cells\": [{\"shape\": \"nobody knows\"}]}");

        assertThat(refused(() -> Replay.load(later)).why()).contains("schema 99");
    }

    @Test
    void whatIsNoPlanIsRefused() throws IOException {
        Path json = stored("{\"schema\": \"one\"}");
        assertThat(refused(() -> Replay.load(json)).why()).contains("no plan");

        Path text = stored("cells: 3");
        assertThat(refused(() -> Replay.load(text)).why()).contains("no plan");

        assertThat(refused(() -> Replay.load(folder.resolve("nowhere.json"))).why()).contains("cannot be read");
    }
}
