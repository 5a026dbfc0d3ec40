package natscompat.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.checker.CellEvidence;
import natscompat.checker.Judge;
import natscompat.checker.verdict.Attribution;
import natscompat.checker.verdict.Rounds;
import natscompat.model.catalog.Catalog;
import natscompat.model.event.RunEvent;
import natscompat.model.history.Event;
import natscompat.model.time.Waiting;
import natscompat.model.verdict.Verdict;
import natscompat.platform.Cluster;
import natscompat.platform.Server;

/**
 * Keeps the cluster up after its last step until the stop sign is raised. First the cell is judged by what there is, and the
 * verdict told; then addresses and a credentials file. What the servers' ends and logs show is judged when they have ended.
 */
final class KeepUntilStopped implements KeepOpen {
    private static final Duration POLL = Duration.ofMillis(100);

    /** The last operations are on their way to the disk. */
    private static final Duration WRITTEN = Duration.ofMillis(500);

    private final Catalog catalog;
    private final RunEvent.Listener listener;
    private final StopSign stop;

    KeepUntilStopped(Catalog catalog, RunEvent.Listener listener, StopSign stop) {
        this.catalog = catalog;
        this.listener = listener;
        this.stop = stop;
    }

    @Override
    public void hold(CellContext context, Cluster cluster) {
        context.keptOpen();
        Verdict verdict = judged(context);
        listener.on(new RunEvent.Note("cell " + context.cell().number() + ": " + verdict.getClass().getSimpleName()
                + (verdict.why().isEmpty() ? "" : " (" + verdict.why() + ")") + "; its servers still run"));
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

    private Verdict judged(CellContext context) {
        Waiting.pause("the last operations to be written", WRITTEN);
        try {
            CellEvidence now = CellEvidence.load(context.folder());
            List<Event> events = new ArrayList<>(now.events());
            events.add(new Event.CellEnded(context.clock().nanos(), "completed"));
            CellEvidence whole = new CellEvidence(now.cell(), now.operations(), events, now.releases());
            return Attribution.verdict(new Rounds(
                    now.cell(), List.of(new Judge(catalog).judge(whole)), List.of(), List.of(), List.of(), true));
        } catch (IOException e) {
            throw new UncheckedIOException("read what cell " + context.cell().number() + " recorded", e);
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
