package natscompat.deployer.kubernetes.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    private final LogLines lines = new LogLines();

    private List<String> fresh(String... all) {
        return List.of(all).stream().map(lines::fresh).flatMap(Optional::stream).toList();
    }

    @Test
    void a_line_comes_without_the_time_before_it() {
        assertThat(fresh("2026-11-21T12:00:00.5Z [7] 2026/11/21 12:00:00.499999 [INF] Server is ready"))
                .containsExactly("[7] 2026/11/21 12:00:00.499999 [INF] Server is ready");
    }

    @Test
    void what_was_seen_is_not_seen_again() {
        assertThat(fresh("2026-11-21T12:00:00.1Z one", "2026-11-21T12:00:00.2Z two")).containsExactly("one", "two");
        assertThat(lines.since()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(fresh("2026-11-21T12:00:00.1Z one", "2026-11-21T12:00:00.2Z two", "2026-11-21T12:00:00.25Z three"))
                .containsExactly("three");
    }

    @Test
    void times_are_compared_as_numbers() {
        assertThat(fresh("2026-11-21T12:00:00.9Z a", "2026-11-21T12:00:00.91Z b", "2026-11-21T12:00:01Z c",
                "2026-11-21T12:00:01.000000001Z d")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void everything_is_asked_for_at_first() {
        assertThat(lines.since()).startsWith("1970");
    }

    @Test
    void half_a_line_is_none() {
        assertThat(fresh("2026-11", "2026-11-21T12:00:00.1Z", "")).isEmpty();
    }
}
