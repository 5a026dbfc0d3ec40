package natscompat.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import natscompat.model.failure.Near;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final List<String> MODES = List.of("none", "random-reload", "random-hard-kill", "kill-all");

    @Test
    void commasAndRepeatsAreTheSame() {
        assertThat(Names.known("mode", List.of("none,kill-all", " random-reload", "none"), MODES))
                .containsExactly("none", "kill-all", "random-reload");
    }

    @Test
    void aPlusJoinsModesIntoOneCell() {
        assertThat(Names.knownParts("mode", List.of("random-reload+kill-all"), MODES))
                .containsExactly("random-reload+kill-all");
    }

    @Test
    void anUnknownPartIsRefusedWithNearNamesAndTheList() {
        assertThatThrownBy(() -> Names.knownParts("mayhem mode", List.of("none,random-reload+kil-all"), MODES))
                .hasMessageContaining("mayhem mode kil-all")
                .hasMessageContaining("near: kill-all")
                .hasMessageContaining("Choose from: none, random-reload, random-hard-kill, kill-all");
    }

    @Test
    void wordsThatShareNothingAreNotNear() {
        assertThat(Near.to("xyz", MODES)).isEmpty();
        assertThat(Near.to("random", MODES)).contains("random-reload", "random-hard-kill");
    }
}
