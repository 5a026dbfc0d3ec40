package natscompat.qualification;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;
import natscompat.model.rundir.Json;
import natscompat.platform.Server;
import natscompat.platform.Signal;

/** A server without a process that says who leads the meta group. */
record SayingServer(int ordinal, Supplier<String> leader) implements Server {
    @Override
    public String name() {
        return "n" + ordinal;
    }

    @Override
    public String release() {
        return "v1.0.0";
    }

    @Override
    public String clientUrl() {
        return "nats://127.0.0.1:1";
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public boolean running() {
        return false;
    }

    @Override
    public JsonNode monitor(String pathAndQuery, Duration limit) {
        JsonNode meta = Json.mapper().createObjectNode().put("leader", leader.get());
        return Json.mapper().createObjectNode().set("meta_cluster", meta);
    }

    @Override
    public void signal(Signal signal) {
        // Nothing to hit.
    }

    @Override
    public void start() {
        // Nothing to start.
    }

    @Override
    public boolean awaitExit(Duration limit) {
        return true;
    }

    @Override
    public Path store() {
        return Path.of("nowhere");
    }

    @Override
    public Path log() {
        return Path.of("nowhere");
    }
}
