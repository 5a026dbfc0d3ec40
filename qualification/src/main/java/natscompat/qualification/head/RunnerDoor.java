package natscompat.qualification.head;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Failure;
import natscompat.publish.leftover.Trees;

/** What runners may ask of a head: a cell, whether to go on, and to take their folder. Thread-safe. */
final class RunnerDoor {
    private final Supplier<Optional<Shift>> shift;
    private final Supplier<String> stop;
    private final RunEvent.Listener listener;
    private final Path parts;
    private final AtomicLong counter = new AtomicLong();

    /**
     * A run that is under way.
     *
     * @param order what it is about
     * @param desk where its cells are given out
     * @param lacks what runners could not have
     */
    record Shift(Order order, Desk desk, Lacks lacks) {}

    /**
     * Touches nothing yet.
     *
     * @param shift the run, once it is under way
     * @param stop why it is to end early, or empty
     * @param parts an empty folder on the disk of the run folder
     */
    RunnerDoor(Supplier<Optional<Shift>> shift, Supplier<String> stop, RunEvent.Listener listener, Path parts) {
        this.shift = shift;
        this.stop = stop;
        this.listener = listener;
        this.parts = parts;
    }

    Map<String, HeadServer.Answer> routes() {
        return Map.of("POST /v1/claim", this::claim, "POST /v1/pulse", this::pulse, "PUT /v1/cell", this::cell,
                "POST /v1/lacks", this::lacks);
    }

    private void claim(Call call) throws IOException {
        Claim claim = call.json(Claim.class);
        Optional<Shift> now = shift.get();
        if (now.isEmpty()) {
            call.refuse(Call.NOT_YET, Failure.environment("claim a cell", "the run has not begun", "Ask again.").failure());
            return;
        }
        if (now.get().desk().toCome(claim.batch())) {
            call.refuse(Call.NOT_YET, Failure.environment(
                    "claim a cell", "the head has not come to batch " + claim.batch() + " yet", "Ask again.").failure());
            return;
        }
        Optional<Desk.Given> given = now.get().desk().claim(claim);
        if (given.isEmpty()) {
            call.nothing();
            return;
        }
        Desk.Given it = given.get();
        listener.on(new RunEvent.CellStarted(it.cell(), it.again()));
        call.answer(Call.OK, Work.of(now.get().order(), it));
    }

    private void pulse(Call call) throws IOException {
        Pulse pulse = call.json(Pulse.class);
        boolean late = late(pulse.cell(), pulse.attempt());
        if (!late) {
            pulse.events().stream().filter(RunnerDoor::mayTell).forEach(listener::on);
        }
        call.answer(Call.OK, new Pulse.Reply(late, stop.get()));
    }

    /** What the run comes to is not for runners to say. */
    private static boolean mayTell(RunEvent event) {
        return event instanceof RunEvent.CellProgress
                || event instanceof RunEvent.Note
                || event instanceof RunEvent.Trouble;
    }

    /** Before the run goes on nobody is late: a head that begins again has not opened its desk yet. */
    private boolean late(int cell, int attempt) {
        return shift.get().filter(s -> s.desk().late(cell, attempt)).isPresent();
    }

    private void lacks(Call call) throws IOException {
        Failure failure = call.json(Failure.class);
        Optional<Shift> now = shift.get();
        if (now.isEmpty()) {
            call.refuse(Call.NOT_YET, Failure.environment("say what a runner lacks", "the run has not begun", "Ask again.").failure());
            return;
        }
        now.get().lacks().note(call.number("cell"), failure);
        call.nothing();
    }

    private void cell(Call call) throws IOException {
        int cell = call.number("cell");
        int attempt = call.number("attempt");
        String tried = "take in the folder of cell " + cell + ", attempt " + attempt;
        Optional<Shift> now = shift.get();
        if (now.isEmpty()) {
            call.refuse(Call.NOT_YET, Failure.environment(tried, "the run has not begun", "Ask again.").failure());
            return;
        }
        if (now.get().desk().toCome(cell, attempt)) {
            call.refuse(Call.NOT_YET, Failure.environment(tried, "the head has not come to its batch yet", "Ask again.").failure());
            return;
        }
        Path part = parts.resolve("cell-" + cell + "-" + counter.incrementAndGet());
        try {
            Files.createDirectory(part);
            Parcel.unpack(call.body(), part);
            if (now.get().desk().deliver(cell, attempt, part)) {
                call.nothing();
            } else {
                call.refuse(Call.LATE, Failure.input(tried, "it is late: another attempt has the cell, or nobody needs it",
                        "Nothing is to be done.").failure());
            }
        } catch (Parcel.Broken e) {
            call.refuse(Call.BAD, Failure.environment(tried, String.valueOf(e), "Send it again.").failure());
        } catch (IOException e) {
            // Our own disk, most likely: the cell is whole where it is, and need not be run anew.
            call.refuse(Call.NOT_YET, Failure.environment(tried, String.valueOf(e), "Send it again in a moment.").failure());
        } finally {
            Trees.delete(part);
        }
    }
}
