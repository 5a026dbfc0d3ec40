package natscompat.publish.golang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoVersionTest {
    @ParameterizedTest
    @CsvSource({"go1.19.8,1.20", "1.25.0,go1.25.1", "go1.26rc1,go1.26.0", "1.9,1.10", "go1.25.9,go1.26.0-custom X:y"})
    void the_older_comes_first(String older, String newer) {
        assertThat(GoVersion.parse(older).orElseThrow()).isLessThan(GoVersion.parse(newer).orElseThrow());
    }

    @Test
    void a_go_mod_asks_by_its_go_line_and_not_by_its_toolchain_line() {
        assertThat(GoVersion.wantedBy("module x\n\ngo 1.25.0\n\ntoolchain go1.25.12\n"))
                .contains(new GoVersion(1, 25, 0, ""));
        assertThat(GoVersion.wantedBy("module golang.org/x\n")).isEmpty();
    }
}
