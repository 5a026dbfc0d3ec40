package natscompat.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.model.event.RunEvent;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Server;

/** Keeps the cluster up after its last step until the stop sign is raised, with addresses and a credentials file told. */
final class KeepUntilStopped implements KeepOpen {
    private static final Duration POLL = Duration.ofMillis(100);

    private final RunEvent.Listener listener;
    private final StopSign stop;

    KeepUntilStopped(RunEvent.Listener listener, StopSign stop) {
        this.listener = listener;
        this.stop = stop;
    }

    @Override
    public void hold(CellContext context, Cluster cluster) {
        Path credentials = context.folder().path().resolve("credentials");
        write(credentials, cluster);
        String urls = cluster.servers().stream().map(Server::clientUrl).collect(Collectors.joining(","));
        listener.on(new RunEvent.Note("kept: " + urls + " (user and password in " + credentials
                + "); Ctrl-C stops the cluster"));
        while (!stop.up()) {
            Waiting.pause("Ctrl-C", POLL);
        }
        try {
            Files.deleteIfExists(credentials);
        } catch (IOException e) {
            throw new UncheckedIOException("delete " + credentials, e);
        }
    }

    private static void write(Path file, Cluster cluster) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(
                    Set.copyOf(PosixFilePermissions.fromString("rw-------"))));
            Files.writeString(file, "user=" + cluster.login().user() + "\npassword=" + cluster.login().password() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("write " + file, e);
        }
    }
}
