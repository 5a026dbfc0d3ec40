package natscompat.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgainTest {
    @Test
    void theSeedIsAddedAndTheFolderLeftOut() {
        assertThat(Again.command("bin/qualify", List.of("v1", "v2", "--out", "runs/x", "--budget=4m"), 17))
                .isEqualTo("bin/qualify v1 v2 --budget=4m --seed 17");
    }

    @Test
    void aStoredPlanHasItsSeed() {
        assertThat(Again.command("bin/qualify", List.of("--plan", "p.json", "--out", "x"))).isEqualTo("bin/qualify --plan p.json");
    }

    @Test
    void aSeedThatWasTypedStandsOnce() {
        assertThat(Again.command("bin/qualify", List.of("v1", "--seed", "3", "v2", "--out=x"), 3))
                .isEqualTo("bin/qualify v1 v2 --seed 3");
        assertThat(Again.command("bin/qualify", List.of("--seed=3", "v1"), 3)).isEqualTo("bin/qualify v1 --seed 3");
    }

    @Test
    void wordsThatAShellWouldReadOtherwiseAreQuoted() {
        assertThat(Again.command("bin/qualify", List.of("file:my server", "it's", "HEAD~2"), 1))
                .isEqualTo("bin/qualify 'file:my server' 'it'\\''s' HEAD~2 --seed 1");
    }

    @Test
    void theRepositoryOfAVariableOrOfTheConfigurationIsNamed() {
        assertThat(Again.from(List.of("v1", "v2"), Optional.of("../nats-server")))
                .containsExactly("v1", "v2", "--repo", "../nats-server");
        assertThat(Again.from(List.of("v1", "v2"), Optional.of("https://TOKEN@example.org/x")))
                .containsExactly("v1", "v2", "--repo", "https://example.org/x");
        assertThat(Again.from(List.of("v1", "v2"), Optional.empty())).containsExactly("v1", "v2");
        assertThat(Again.from(List.of("--repo=a", "v1"), Optional.of("a"))).containsExactly("--repo=a", "v1");
        assertThat(Again.from(List.of("--repos", "a", "v1"), Optional.of("a"))).containsExactly("--repos", "a", "v1");
    }

    @Test
    void tokensInUrlsAreNotRecorded() {
        assertThat(Again.shown(List.of("v1", "--repo", "https://TOKEN@example.org/x", "--repo=https://me:secret@example.org/y")))
                .containsExactly("v1", "--repo", "https://example.org/x", "--repo=https://example.org/y");
    }
}
