package natscompat.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import natscompat.model.history.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which log lines are alarms, when they were written, and by which release. */
class LogScanTest {
    private static final Instant ORIGIN = Instant.parse("2026-11-21T08:25:20Z");
    private static final String HEAD = "[42] 2026/11/21 08:25:21.500000 ";

    private static List<Event.LogAlarm> scan(List<String> lines) {
        return LogScan.lines(lines, "c-0", ORIGIN, ZoneOffset.UTC,
                (pid, at) -> Map.of(42L, "v2.14.5", 43L, "v2.12.15").getOrDefault(pid, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "panic, panic: runtime error: index out of range",
        "panic, fatal error: concurrent map writes",
        "fatal, [42] 2026/11/21 08:25:21.500000 [FTL] Can't start JetStream",
        "stream-reset, [42] 2026/11/21 08:25:21.500000 [WRN] Resetting stream cluster state for 'W > S'",
        "sequence-mismatch, [42] 2026/11/21 08:25:21.500000 [ERR] last sequence mismatch: 3 vs 4",
        "checksum, [42] 2026/11/21 08:25:21.500000 [WRN] Stream metafile: checksums do not match",
        "write-error, [42] 2026/11/21 08:25:21.500000 [ERR] Critical write error: disk",
        "no-quorum, [42] 2026/11/21 08:25:21.500000 [WRN] JetStream cluster stream 'W > S' has NO quorum; stalled"
    })
    void a_line_that_a_healthy_server_does_not_write_is_an_alarm(String pattern, String line) {
        assertThat(scan(List.of(line.replace(';', ','))))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.pattern()).isEqualTo(pattern));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[ERR] Not possible to have a dedicated route for account \"$SYS\" between those servers",
        "[WRN] Waiting for routing to be established...",
        "[WRN] JetStream has not established contact with a meta leader",
        "[WRN] Plaintext passwords detected, use nkeys or bcrypt",
        "[WRN] Filestore [S] Stream state magic and version mismatch",
        "[WRN] unknown field \"sourcing\" and a write error",
        "[ERR] RAFT [x - S-R3F-y] Critical write error: Error creating msg block file: open 2.blk: no such file or directory",
        "[INF] Server is ready"
    })
    void a_line_of_a_healthy_mixed_cluster_is_none(String line) {
        assertThat(scan(List.of(HEAD + line))).isEmpty();
    }

    @Test
    void it_carries_the_time_of_the_cell_and_the_release_of_that_life() {
        assertThat(scan(List.of("[43] 2026/11/21 08:25:21.500000 [FTL] no", HEAD + "[INF] fine", "panic: oh")))
                .containsExactly(
                        new Event.LogAlarm(1_500_000_000L, "c-0", "v2.12.15", "fatal",
                                "[43] 2026/11/21 08:25:21.500000 [FTL] no"),
                        new Event.LogAlarm(1_500_000_000L, "c-0", "v2.14.5", "panic", "panic: oh"));
    }

    @Test
    void a_pattern_is_read_only_for_versions_that_mean_it() {
        String unsupported = HEAD + "[WRN] Detected unsupported stream 'W > S'";
        assertThat(scan(List.of(HEAD + "[INF]   Version:  2.11.8", unsupported))).isEmpty();
        assertThat(scan(List.of(HEAD + "[INF]   Version:  2.11.9", unsupported))).hasSize(1);
    }

    @Test
    void processes_of_two_pods_may_have_the_same_id() {
        LogScan.Ran ran = LogScan.ran("c-0", List.of(
                new Event.ServerEnded(10, "c-0", "v2.12.15", true, 0, 42, 1, List.of()),
                new Event.ServerEnded(15, "c-1", "v2.9.25", true, 0, 42, 1, List.of()),
                new Event.ServerStarted(20, "c-0", 0, "v2.14.5", "2.14.5", "", "", "id", 42, 2)));
        assertThat(ran.release(42, 9)).isEqualTo("v2.12.15");
        assertThat(ran.release(42, 11)).isEqualTo("v2.14.5");
        assertThat(ran.release(43, 9)).isEmpty();
    }

    @Test
    void a_flood_of_one_kind_is_cut() {
        assertThat(scan(Collections.nCopies(500, HEAD + "[FTL] again"))).hasSize(20);
    }
}
