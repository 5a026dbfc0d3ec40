package natscompat.mayhem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import natscompat.mayhem.OpenFaults.OpenFault;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.plan.PlannedFault;
import natscompat.model.time.Draws;
import org.jspecify.annotations.Nullable;

/**
 * One planned fault from its offset to its recovery: wait, ask for admission, record, inject, observe, hold, heal,
 * observe, recover. Runs in a virtual thread of its own that nobody interrupts; {@link Stop} ends its waits early.
 */
final class FaultRun implements Runnable {
    private static final Duration ASK_AGAIN = Duration.ofMillis(200);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final FaultDesk desk;
    private final PlannedFault planned;
    private final Fault fault;
    private final long began;
    private final Duration time;
    private final Chances chances;
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Prepares it.
     *
     * @param began start of its step on the cell's clock, nanoseconds
     * @param time of its step
     * @param chances of the modes of its step
     */
    FaultRun(FaultDesk desk, PlannedFault planned, Fault fault, long began, Duration time, Chances chances) {
        this.desk = desk;
        this.planned = planned;
        this.fault = fault;
        this.began = began;
        this.time = time;
        this.chances = chances;
    }

    /** For people. */
    String text() {
        return planned.id() + " (" + planned.fault() + ")";
    }

    /** How long after the end of its step it may be open when it comes at the last moment at which it may. */
    Duration longestBeyondItsStep() {
        Duration longest = planned.offset().plus(desk.patience().latest()).plus(openTime()).minus(time);
        return longest.isNegative() ? Duration.ZERO : longest;
    }

    /** Whether its step need not wait for it any more: it is healed, and recovered if it waits for that. */
    boolean done() {
        return done.getCount() == 0;
    }

    /** Whether nothing more will be recorded of it. */
    boolean ended() {
        return ended.getCount() == 0;
    }

    @Override
    public void run() {
        try {
            Optional<String> notPossible = Optional.of("");
            while (notPossible.isPresent()) {
                notPossible = admission().flatMap(this::carryOut);
                if (notPossible.isPresent() && givesUp()) {
                    notDue(notPossible.get());
                    return;
                }
            }
        } catch (RuntimeException e) {
            desk.failed(planned, List.of(), "not injected", e);
        } finally {
            done.countDown();
            ended.countDown();
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(desk.context().clock().nanos() - began);
    }

    private Optional<Ticket> admission() {
        if (desk.stop().within(planned.offset().minus(elapsed()))) {
            return notDue("the step ended before its time");
        }
        while (true) {
            Admission.Answer answer = desk.admission().ask(planned, fault);
            if (answer.ticket().isPresent()) {
                return answer.ticket();
            }
            if (givesUp()) {
                return notDue(answer.why());
            }
        }
    }

    /** Whether its patience is at an end; waits a moment where it is not. */
    private boolean givesUp() {
        boolean lastChance = chances.last(planned) && needed();
        Duration deadline = desk.patience().end(planned, time, lastChance);
        return elapsed().compareTo(deadline) >= 0 || desk.stop().within(ASK_AGAIN);
    }

    /** Each mix has to show a fault of each mode; a cell that never is mixed, one of each in all its time. */
    private boolean needed() {
        return desk.context().mixes() ? desk.context().cluster().mix().mixed() : chances.unseen(planned);
    }

    private Optional<Ticket> notDue(@Nullable String why) {
        desk.record(planned, FaultState.NOT_DUE, List.of(), String.valueOf(why));
        return Optional.empty();
    }

    /** Why it is not possible now, where it is not: what stands in the way may go, so it is asked for again. */
    private Optional<String> carryOut(Ticket ticket) {
        OpenFault open;
        try {
            open = new OpenFault(planned, ticket, aim(ticket));
        } catch (NotPossible e) {
            desk.admission().undo(ticket);
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            desk.admission().undo(ticket);
            desk.failed(planned, ticket.targets(), "not aimed", e);
            return Optional.empty();
        }
        try {
            desk.record(planned, FaultState.PLANNED, ticket.targets(), ticket.said());
            desk.open().add(open);
            markOut(ticket);
            openAndHold(open);
        } catch (RuntimeException e) {
            desk.failed(planned, ticket.targets(), "not injected or not observed", e);
        } finally {
            desk.heal(open);
        }
        recover(ticket);
        return Optional.empty();
    }

    private Injection aim(Ticket ticket) {
        FaultContext context = desk.context();
        return fault.aim(new Aim(
                planned.id(),
                ticket.targets(),
                context.cluster(),
                context.look(),
                context.leadership(),
                context.streams().get(),
                context.consumers().get(),
                desk.links(),
                openTime(),
                desk.stop()::told,
                Draws.of(planned.draw()).at("injection"),
                context.clock(),
                context.events()));
    }

    private Duration openTime() {
        Duration longest = fault.type().longest();
        return planned.open().compareTo(longest) <= 0 ? planned.open() : longest;
    }

    private void markOut(Ticket ticket) {
        if (!ticket.unavailable().isEmpty()) {
            desk.liveness().suspend(planned.id(), ticket.unavailable());
        }
        if (ticket.takesOut()) {
            ticket.targets().forEach(server -> desk.outs().out(server, planned.id(), planned.fault() + " " + planned.id()));
        }
    }

    private void openAndHold(OpenFault open) {
        long injected = desk.context().clock().nanos();
        open.injection().inject();
        desk.record(planned, FaultState.SENT, open.ticket().targets(), "");
        try {
            String seen = open.injection().observe();
            desk.record(planned, FaultState.OBSERVED, open.ticket().targets(), seen);
            chances.came(planned);
        } catch (NotPossible e) {
            // Another fault got in the way of what was to be seen: neither a proof nor a failure.
            desk.record(planned, FaultState.NOT_DUE, open.ticket().targets(), String.valueOf(e.getMessage()));
            return;
        }
        desk.stop().within(openTime().minusNanos(desk.context().clock().nanos() - injected));
    }

    private void recover(Ticket ticket) {
        if (!ticket.takesOut()) {
            desk.liveness().resume(planned.id());
            return;
        }
        if (!planned.waitsForRecovery()) {
            done.countDown();
        }
        boolean back = desk.outs().awaitBack(ticket.names(), RECOVERY, () -> desk.stop().told());
        done.countDown();
        if (!back && !desk.stop().told()) {
            desk.context().events().accept(new Event.Note(desk.context().clock().nanos(), planned.id() + ": "
                    + ticket.names() + " not caught up " + RECOVERY.toSeconds() + " s after " + planned.fault()));
        }
        if (back || desk.outs().awaitBack(ticket.names(), OutServers.LONGEST, desk.outs()::closed)) {
            desk.liveness().resume(planned.id());
        }
    }
}
