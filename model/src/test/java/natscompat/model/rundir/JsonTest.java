package natscompat.model.rundir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.model.event.RunEvent;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.Plan;
import natscompat.model.plan.RollOrder;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
    @TempDir
    private Path folder;

    static Stream<Object> documents() {
        return Stream.of(Samples.plan(), Samples.cell(3, Optional.of(1)), Samples.matrix(), Samples.built(),
                Samples.operation(1), Samples.plain(2),
                new RunInfo(RunInfo.SCHEMA, "run", "0.1.0", Instant.EPOCH, 42, 4242, List.of("qualify"), "again", -1));
    }

    static Stream<Step> steps() {
        return Samples.STEPS.stream();
    }

    static Stream<Event> events() {
        return Samples.EVENTS.stream();
    }

    static Stream<Verdict> verdicts() {
        return Samples.VERDICTS.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatIsWrittenIsReadAgain(Object document) throws IOException {
        Path file = folder.resolve("document.json");
        Json.write(file, document);
        assertThat(Json.read(file, document.getClass())).isEqualTo(document);
        assertThat(Json.mapper().readValue(Json.line(document), document.getClass())).isEqualTo(document);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyStepKeepsItsKind(Step step) throws IOException {
        assertThat(Json.mapper().readValue(Json.line(step), Step.class)).isEqualTo(step);
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventKeepsItsKindAndStaysInALine(Event event) throws IOException {
        assertThat(Json.line(event)).doesNotContain("\n");
        assertThat(Json.mapper().readValue(Json.line(event), Event.class)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void everyVerdictKeepsItsKind(Verdict verdict) throws IOException {
        assertThat(Json.mapper().readValue(Json.line(verdict), Verdict.class)).isEqualTo(verdict);
    }

    static Stream<RunEvent> runEvents() {
        return Samples.runEvents().stream();
    }

    @ParameterizedTest
    @MethodSource("runEvents")
    void everyRunEventKeepsItsKindAndStaysInALine(RunEvent event) throws IOException {
        assertThat(Json.line(event)).doesNotContain("\n");
        assertThat(Json.mapper().readValue(Json.line(event), RunEvent.class)).isEqualTo(event);
    }

    /** So that a new kind cannot be left out above. */
    @Test
    void theSamplesHoldEveryKind() {
        assertThat(kinds(Samples.STEPS)).containsExactlyInAnyOrder(Step.class.getPermittedSubclasses());
        assertThat(kinds(Samples.EVENTS)).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
        assertThat(kinds(Samples.runEvents())).containsExactlyInAnyOrder(RunEvent.class.getPermittedSubclasses());
        assertThat(kinds(Samples.VERDICTS)).containsExactlyInAnyOrder(Verdict.class.getPermittedSubclasses());
    }

    @Test
    void equalValuesAreEqualBytes() {
        assertThat(Json.pretty(Samples.plan())).isEqualTo(Json.pretty(Samples.plan()));
        assertThat(Json.line(Samples.cell(1, Optional.empty()))).containsSubsequence("\"a\":", "\"b\":", "\"c\":");
    }

    @Test
    void aPlainOperationIsAShortLine() {
        assertThat(Json.line(Samples.plain(1))).isEqualTo("{\"id\":1,\"workload\":\"w\",\"client\":\"c\",\"kind\":\"publish\","
                + "\"asset\":\"S\",\"key\":\"m-1\",\"sequence\":1,\"invoked\":1,\"completed\":2,\"outcome\":\"ok\"}");
    }

    @Test
    void keysThatANewerVersionWroteAreIgnored() throws IOException {
        String line = Json.line(Samples.plain(1)).replaceFirst("\\{", "{\"colour\":\"blue\",");
        assertThat(Json.mapper().readValue(line, Operation.class)).isEqualTo(Samples.plain(1));
    }

    @Test
    void aDocumentOfTheTimeOfOneOrderOfRollsIsRead() throws IOException {
        Dimensions now = new Dimensions(3, 3, Storage.FILE, "2.26.2", StopStyle.SIGTERM, RollOrder.LEADER_FIRST, 20);
        String before = Json.line(now).replace("\"order\":\"leader-first\",", "");
        assertThat(before).doesNotContain("order");
        assertThat(Json.mapper().readValue(before, Dimensions.class).order()).isEqualTo(RollOrder.HIGHEST_FIRST);
    }

    @Test
    void documentsCarryTheirSchema() {
        assertThat(Json.pretty(Samples.plan())).contains("\"schema\" : " + Plan.SCHEMA);
        assertThat(Json.pretty(Samples.matrix())).contains("\"schema\" : " + Matrix.SCHEMA);
    }

    @Test
    void aBinaryIsWrittenAsAPathThatPeopleCanCopy() {
        assertThat(Json.line(Samples.built())).contains("\"binary\":\"/cache/with a blank/nats-server\"");
    }

    @Test
    void aRerunNamesWhatItRepeatsAndOthersSayNothing() {
        assertThat(Json.line(Samples.cell(3, Optional.of(1)))).contains("\"rerunOf\":1");
        assertThat(Json.line(Samples.cell(3, Optional.empty()))).doesNotContain("rerunOf");
        assertThat(Samples.cell(3, Optional.empty())).isNotEqualTo(Samples.cell(3, Optional.of(1))).isInstanceOf(Cell.class);
    }

    private static List<Class<?>> kinds(List<?> values) {
        return Arrays.asList(values.stream().map(Object::getClass).toArray(Class<?>[]::new));
    }
}
