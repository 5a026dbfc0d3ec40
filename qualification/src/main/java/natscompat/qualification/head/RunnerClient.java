package natscompat.qualification.head;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.CellFolder;

/** A runner's side of a head. Waits for a head that cannot be reached: it may be on its way to another node. Thread-safe. */
final class RunnerClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Calls calls;

    RunnerClient(Way way, Token token, Consumer<String> notices) {
        calls = new Calls(way, token, PATIENCE, notices);
    }

    /** Asks for the cell of an index; empty when there is nothing to do. */
    Optional<Work> claim(Claim claim) {
        Calls.Reply reply = calls.send("POST", "/v1/claim", claim);
        if (reply.status() == Call.NOTHING) {
            return Optional.empty();
        }
        if (reply.status() != Call.OK) {
            throw Calls.refused("claim a cell", reply);
        }
        try {
            return Optional.of(reply.json(Work.class));
        } catch (IOException e) {
            throw Failure.bug("read the cell that the head gave", String.valueOf(e), "Report it.").causedBy(e);
        }
    }

    /** Says for what a cell could not be run, though nothing is wrong with it. */
    void lacks(int cell, Failure failure) {
        Calls.Reply reply = calls.send("POST", "/v1/lacks?cell=" + cell, failure);
        if (reply.status() != Call.NOTHING) {
            throw Calls.refused("say what is lacking", reply);
        }
    }

    /** Tells where the cell is; asks once. */
    Pulse.Reply pulse(Pulse pulse) throws IOException {
        Calls.Reply reply = calls.sendOnce("POST", "/v1/pulse", pulse);
        if (reply.status() != Call.OK) {
            throw new IOException("the head answered " + reply.status());
        }
        return reply.json(Pulse.Reply.class);
    }

    /**
     * Brings the folder of a cell.
     *
     * @return whether it was taken; false when it came too late
     */
    boolean deliver(Work work, CellFolder folder) {
        Path parcel = folder.path().resolveSibling(folder.path().getFileName() + ".parcel");
        try {
            try (OutputStream out = Files.newOutputStream(parcel)) {
                Parcel.write(folder.path(), Manifest.of(folder.path()), out);
            }
            Calls.Reply reply = calls.upload(
                    "/v1/cell?cell=" + work.cell().number() + "&attempt=" + work.attempt(), parcel);
            if (reply.status() == Call.LATE) {
                return false;
            }
            if (reply.status() != Call.NOTHING) {
                throw Calls.refused("bring the folder of cell " + work.cell().number(), reply);
            }
            return true;
        } catch (IOException e) {
            throw Failure.environment("pack the folder of cell " + work.cell().number(), String.valueOf(e),
                    "See that the pod has room.").causedBy(e);
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
