package natscompat.deployer.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopMountsTest {
    @Test
    void files_of_small_disks_lie_where_the_environment_says() {
        assertThat(LoopMounts.temporary(Map.of("TMPDIR", "/of/this/run"))).isEqualTo(Path.of("/of/this/run"));
        Path usual = Path.of(System.getProperty("java.io.tmpdir"));
        assertThat(LoopMounts.temporary(Map.of())).isEqualTo(usual);
        assertThat(LoopMounts.temporary(Map.of("TMPDIR", ""))).isEqualTo(usual);
    }
}
