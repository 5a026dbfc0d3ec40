package natscompat.deployer.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.platform.Signal;

/** A server that is proven at once and finds nobody. */
record LonelyServer(Path store, boolean running, Runnable whenStarted) implements Managed, Lived {
    @Override
    public Optional<LonelyServer> life() {
        return Optional.of(this);
    }

    @Override
    public BuiltRelease built() {
        return new BuiltRelease(new ResolvedRelease("v2.14.5", ServerVersion.of("2.14.5"), ReleaseSource.FILE, "", ""),
                Path.of("nats-server"), "", 0, "", "", Duration.ZERO, true);
    }

    @Override
    public boolean empty() {
        return true;
    }

    @Override
    public boolean alive() {
        return running;
    }

    @Override
    public Optional<String> serverId() {
        return Optional.of("N");
    }

    @Override
    public Optional<FailureException> refuted() {
        return Optional.empty();
    }

    @Override
    public void end() {}

    @Override
    public String name() {
        return "c-0";
    }

    @Override
    public int ordinal() {
        return 0;
    }

    @Override
    public String release() {
        return "v2.14.5";
    }

    @Override
    public String clientUrl() {
        return "nats://127.0.0.1:4222";
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public JsonNode monitor(String pathAndQuery, Duration limit) throws IOException {
        throw new IOException("nobody answers");
    }

    @Override
    public void signal(Signal signal) {}

    @Override
    public void start() {
        whenStarted.run();
    }

    @Override
    public boolean awaitExit(Duration limit) {
        return true;
    }

    @Override
    public Path log() {
        return store.resolveSibling("nats.log");
    }
}
