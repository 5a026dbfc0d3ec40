package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import natscompat.model.verdict.Matrix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class WholeRunTest {
    @TempDir
    Path folder;

    @Test
    void aCalmRollingUpgradeOfTwoGoodReleasesPassesWithProof() {
        Matrix matrix = RealRun.of(folder.resolve("run"), 7,
                request -> request.withProfile("smoke").withWalks(List.of("upgrade")).withMayhem(List.of("none")));
        assertThat(RealRun.verdicts(matrix).values()).as("%s", RealRun.verdicts(matrix)).allMatch(v -> v.startsWith("Pass"));
        assertThat(matrix.exit()).isZero();
    }
}
