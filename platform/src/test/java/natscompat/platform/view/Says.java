package natscompat.platform.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import natscompat.model.rundir.Json;

/**
 * Builds what a server says, in the form of jsz.
 *
 * @param server its name
 * @param metaLeader whom it takes for the meta leader
 * @param metaReplicas JSON of the meta group's replicas
 * @param streams JSON of its stream details
 */
record Says(String server, String metaLeader, List<String> metaReplicas, List<String> streams) {
    static Says of(String server, String metaLeader) {
        return new Says(server, metaLeader, List.of(), List.of());
    }

    Says metaPeer(String name, boolean current, boolean offline) {
        List<String> more = new ArrayList<>(metaReplicas);
        more.add(peer(name, current, offline, 0));
        return new Says(server, metaLeader, List.copyOf(more), streams);
    }

    Says stream(String name, String created, long lastSequence, String leader, String... replicas) {
        return consumed(name, created, lastSequence, leader, "[]", replicas);
    }

    Says consumed(String name, String created, long lastSequence, String leader, String consumers, String... replicas) {
        List<String> more = new ArrayList<>(streams);
        more.add("""
                {"name":"%s","created":"%s","cluster":{"leader":"%s","replicas":[%s]},
                 "state":{"messages":%d,"bytes":10,"first_seq":1,"last_seq":%d,"num_deleted":2},"consumer_detail":%s}
                """.formatted(name, created, leader, String.join(",", replicas), lastSequence, lastSequence, consumers));
        return new Says(server, metaLeader, metaReplicas, List.copyOf(more));
    }

    /** The same, with the Raft group of the stream that was told last. */
    Says grouped(String raft) {
        List<String> more = new ArrayList<>(streams);
        more.add(more.removeLast().replaceFirst("\"cluster\":\\{", "\"cluster\":{\"raft_group\":\"" + raft + "\","));
        return new Says(server, metaLeader, metaReplicas, List.copyOf(more));
    }

    static String peer(String name, boolean current, boolean offline, long lag) {
        return "{\"name\":\"%s\",\"current\":%s,\"offline\":%s,\"lag\":%d}".formatted(name, current, offline, lag);
    }

    static String good(String name) {
        return peer(name, true, false, 0);
    }

    Answer answer() {
        return answer("{\"status\":\"ok\"}");
    }

    Answer answer(String healthz) {
        return new Answer(server, Illness.of(json(healthz)), json("""
                {"meta_cluster":{"leader":"%s","replicas":[%s]},
                 "account_details":[{"name":"WORK","stream_detail":[%s]}]}
                """.formatted(metaLeader, String.join(",", metaReplicas), String.join(",", streams))), "");
    }

    static Answer silent(String server) {
        return new Answer(server, List.of(), MissingNode.getInstance(), "connection refused");
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
