package natscompat.report.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import natscompat.model.rundir.Json;
import natscompat.model.verdict.Matrix;
import natscompat.report.testdata.SampleRun;
import org.junit.jupiter.api.Test;

class JsonProgressTest {
    @Test
    void everyEventIsOneObjectALineAndTheLastHoldsTheMatrix() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonProgress progress =
                new JsonProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> Duration.ofMillis(1500));
        SampleRun.all().forEach(progress::on);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : bytes.toString(StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(Json.mapper().readTree(line));
            }
        }
        assertThat(lines).hasSameSizeAs(SampleRun.all()).allMatch(l -> l.get("elapsedMs").asLong() == 1500);
        assertThat(lines.getFirst().get("folder").asText()).isEqualTo("runs/20261120-081500-4711");
        JsonNode last = lines.getLast();
        assertThat(last.get("event").asText()).isEqualTo("run-ended");
        assertThat(Json.mapper().treeToValue(last.get("matrix"), Matrix.class).rows()).hasSize(20);
        assertThat(lines.stream().map(l -> l.get("event").asText()))
                .contains("cell-progress", "cell-judged", "build-ended", "trouble");
    }
}
