package natscompat.deployer.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import natscompat.deployer.Fixture;
import natscompat.deployer.contract.PlatformContract;
import natscompat.model.release.BuiltRelease;
import natscompat.platform.Platform;
import natscompat.platform.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
@Timeout(300)
class LocalPlatformContractTest implements PlatformContract {
    private final LocalPlatform platform = new LocalPlatform();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public Map<String, BuiltRelease> releases() {
        return Fixture.releases(OLD, NEW);
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void endPast(Server server) {
        ProcessHandle.of(server.pid().orElseThrow()).orElseThrow().destroyForcibly();
    }

    @Override
    public void assertNothingLeft(String cluster) {
        assertThat(ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream()))
                .noneMatch(line -> line.contains(folder.toString()));
    }
}
