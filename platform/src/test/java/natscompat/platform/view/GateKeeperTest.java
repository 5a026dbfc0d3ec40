package natscompat.platform.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the gate between two rolls opens. */
class GateKeeperTest {
    private static final String OLD = "2026-11-21T08:00:00Z";
    private static final String LATER = "2026-11-21T08:10:00Z";
    private static final String YOUNG = "2026-11-21T09:00:01Z";
    private static final long APART = GateKeeper.APART.toNanos();

    private GateKeeper keeper = newKeeper();

    private static GateKeeper newKeeper() {
        return new GateKeeper(Instant.parse("2026-11-21T09:00:00Z"), 3);
    }

    private static Says leader() {
        return Says.of("s0", "s0").metaPeer("s1", true, false).metaPeer("s2", true, false);
    }

    private static Says follower(String name) {
        return Says.of(name, "s0");
    }

    private List<String> look(long nanos, Answer... answers) {
        return keeper.look(Snapshot.of(List.of(answers)), nanos);
    }

    /** Stream S led by s0, stored up to these sequences; s0 says this of the others. */
    private List<String> stream(long nanos, String created, long led, long second, long third, String one, String two) {
        return look(nanos,
                leader().stream("S", created, led, "s0", one, two).answer(),
                follower("s1").stream("S", created, second, "s0").answer(),
                follower("s2").stream("S", created, third, "s0").answer());
    }

    @Test
    void a_calm_cluster_passes_when_seen_well_twice_500_ms_apart() {
        assertThat(stream(0, OLD, 5, 5, 5, Says.good("s1"), Says.good("s2"))).isNotEmpty();
        assertThat(stream(APART - 1, OLD, 5, 5, 5, Says.good("s1"), Says.good("s2"))).isNotEmpty();
        assertThat(stream(APART, OLD, 5, 5, 5, Says.good("s1"), Says.good("s2"))).isEmpty();
    }

    @Test
    void a_moving_stream_passes_when_replicas_have_what_the_leader_had_before() {
        stream(0, OLD, 50, 48, 50, Says.good("s1"), Says.good("s2"));
        assertThat(stream(APART, OLD, 60, 50, 55, Says.good("s1"), Says.good("s2"))).isEmpty();
    }

    @Test
    void a_replica_that_stands_still_keeps_it_shut_although_its_leader_calls_it_current() {
        stream(0, OLD, 50, 40, 50, Says.good("s1"), Says.good("s2"));
        assertThat(stream(APART * 2, OLD, 60, 40, 60, Says.good("s1"), Says.good("s2")))
                .singleElement().asString().contains("a replica is at 40, its leader was at 50");
    }

    @Test
    void a_lagging_or_offline_peer_keeps_it_shut() {
        stream(0, OLD, 5, 5, 5, Says.peer("s1", false, false, 3), Says.good("s2"));
        assertThat(stream(APART, OLD, 5, 5, 5, Says.good("s1"), Says.peer("s2", true, true, 0)))
                .singleElement().asString().contains("stream S").contains("s2 is offline");
    }

    @Test
    void a_stream_that_nobody_leads_or_two_lead_keeps_it_shut() {
        for (String claim : List.of("", "s1")) {
            List<String> open = look(0,
                    leader().stream("S", OLD, 5, claim.isEmpty() ? "" : "s0").answer(),
                    follower("s1").stream("S", OLD, 5, claim).answer(),
                    follower("s2").answer());
            assertThat(open).anyMatch(text -> text.contains("stream S") && text.contains("nobody leads it"));
        }
    }

    @Test
    void a_peer_that_does_not_have_the_stream_keeps_it_shut() {
        assertThat(look(0,
                        leader().stream("S", OLD, 5, "s0", Says.good("s1")).answer(),
                        follower("s1").answer(), follower("s2").answer()))
                .anyMatch(text -> text.contains("s1 does not have it"));
    }

    @Test
    void a_stream_whose_servers_tell_different_times_of_creation_is_one_by_its_raft_group() {
        for (long nanos : new long[] {0, APART}) {
            List<String> open = look(nanos,
                    leader().stream("S", LATER, 5, "s0", Says.good("s1"), Says.good("s2")).grouped("G").answer(),
                    follower("s1").stream("S", OLD, 5, "s0").grouped("G").answer(),
                    follower("s2").stream("S", OLD, 5, "s0").grouped("G").answer());
            assertThat(open.isEmpty()).isEqualTo(nanos == APART);
        }
    }

    @Test
    void a_stream_that_was_made_again_is_another_one_by_its_raft_group() {
        assertThat(look(0,
                        leader().stream("S", LATER, 5, "s0", Says.good("s1"), Says.good("s2")).grouped("G").answer(),
                        follower("s1").stream("S", OLD, 5, "s0").grouped("F").answer(),
                        follower("s2").stream("S", LATER, 5, "s0").grouped("G").answer()))
                .anyMatch(text -> text.contains("s1 does not have it"));
    }

    @Test
    void one_server_has_the_stream_of_its_leader_by_the_raft_group() {
        Instant before = Instant.parse("2026-11-21T08:30:00Z");
        Snapshot others = Snapshot.of(List.of(leader().stream("S", OLD, 9, "s0", Says.good("s1")).grouped("G").answer()));
        for (String raft : List.of("G", "F")) {
            Snapshot own = Snapshot.of(List.of(follower("s1").stream("S", LATER, 9, "s0").grouped(raft).answer()));
            assertThat(Gate.missing(others.groups(), own.groups(), "s1", before).isEmpty()).isEqualTo(raft.equals("G"));
        }
    }

    @Test
    void a_stream_made_after_the_gate_began_is_not_waited_for() {
        stream(0, YOUNG, 5, 0, 0, Says.peer("s1", false, false, 5), Says.good("s2"));
        assertThat(stream(APART, YOUNG, 5, 0, 0, Says.peer("s1", false, false, 5), Says.good("s2"))).isEmpty();
    }

    @Test
    void a_stream_deleted_meanwhile_is_let_off_once_everybody_answers() {
        stream(0, OLD, 5, 0, 0, Says.peer("s1", false, false, 5), Says.good("s2"));
        assertThat(look(APART, leader().answer(), follower("s1").answer(), Says.silent("s2")))
                .anyMatch(text -> text.contains("stream S"));
        assertThat(look(APART * 2, leader().answer(), follower("s1").answer(), follower("s2").answer()))
                .noneMatch(text -> text.contains("stream S"));
    }

    @Test
    void an_ill_or_silent_server_and_a_meta_peer_that_is_not_current_keep_it_shut() {
        Answer lead = Says.of("s0", "s0").metaPeer("s1", false, false).metaPeer("s2", true, false).answer();
        String ill = "{\"status\":\"unavailable\",\"error\":\"JetStream is still recovering\"}";
        look(0, lead, follower("s1").answer(ill), Says.silent("s2"));
        assertThat(look(APART, lead, follower("s1").answer(ill), Says.silent("s2")))
                .containsExactly("server s2: connection refused", "server s1: JetStream is still recovering",
                        "meta: s1 is not current");
    }

    @Test
    void healthz_is_heard_on_old_streams_and_not_on_those_that_come_and_go() {
        String words = "{\"status\":\"unavailable\",\"error\":\"JetStream stream 'WORK > S' is not current: stream not found\"}";
        String details = "{\"status\":\"error\",\"errors\":[{\"type\":\"STREAM\",\"account\":\"WORK\",\"stream\":\"S\","
                + "\"error\":\"not current\"}]}";
        for (String healthz : List.of(words, details)) {
            for (String created : List.of(OLD, YOUNG)) {
                List<String> open = look(0,
                        leader().stream("S", created, 5, "s0").answer(), follower("s1").answer(healthz),
                        follower("s2").answer());
                assertThat(open.contains("server s1: seen well once"))
                        .as("%s created %s: %s", healthz, created, open).isEqualTo(created.equals(YOUNG));
                keeper = newKeeper();
            }
        }
    }

    @Test
    void a_meta_leader_that_does_not_know_every_server_keeps_it_shut() {
        Answer lead = Says.of("s0", "s0").metaPeer("s1", true, false).answer();
        assertThat(look(0, lead, follower("s1").answer(), follower("s2").answer()))
                .contains("meta: its leader knows 2 of 3 servers");
    }

    @Test
    void one_server_is_missing_what_its_leader_says_and_what_it_does_not_store() {
        Instant before = Instant.parse("2026-11-21T08:30:00Z");
        Snapshot others = Snapshot.of(List.of(leader().stream("S", OLD, 9, "s0", Says.good("s1")).answer()));
        assertThat(Gate.missing(others.groups(), own("S", OLD, 9), "s1", before)).isEmpty();
        assertThat(Gate.missing(others.groups(), own("S", OLD, 7), "s1", before)).contains("at 7, its leader was at 9");
        assertThat(Gate.missing(others.groups(), own("T", OLD, 9), "s1", before)).contains("does not have it");
        assertThat(Gate.missing(others.groups(), own("T", OLD, 9), "s2", before)).isEmpty();
        assertThat(Gate.missing(others.groups(), own("T", OLD, 9), "s1", Instant.EPOCH)).isEmpty();
    }

    private static java.util.Map<String, Snapshot.Group> own(String stream, String created, long last) {
        return Snapshot.of(List.of(follower("s1").stream(stream, created, last, "s0").answer())).groups();
    }
}
