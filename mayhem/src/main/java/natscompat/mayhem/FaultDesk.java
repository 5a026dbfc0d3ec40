package natscompat.mayhem;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import natscompat.mayhem.OpenFaults.OpenFault;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.plan.PlannedFault;
import natscompat.platform.Server;

/**
 * What all faults of one driver share: who is out, what is open, and how it is recorded and healed. Thread-safe.
 *
 * @param context of the cell
 * @param admission decides whom a fault hits
 * @param outs servers that are out
 * @param liveness whether operations must succeed
 * @param open faults that are open
 * @param links what open faults do to the links
 * @param stop told when no further fault may begin
 * @param patience of faults that may not come at their time
 */
record FaultDesk(
        FaultContext context,
        Admission admission,
        OutServers outs,
        LivenessGate liveness,
        OpenFaults open,
        Optional<LinkLayers> links,
        Stop stop,
        Patience patience) {

    /** Records one step of a fault; on disk when it returns. */
    void record(PlannedFault planned, FaultState state, List<Server> targets, String detail) {
        context.events()
                .accept(new Event.Fault(
                        context.clock().nanos(),
                        planned.id(),
                        planned.mode(),
                        planned.fault(),
                        state,
                        planned.role().name().toLowerCase(Locale.ROOT),
                        targets.stream().map(Server::name).toList(),
                        targets.stream().map(Server::release).toList(),
                        detail));
    }

    /**
     * Heals a fault and observes it. What cannot be healed stays open, recorded as failed; so does one that another thread
     * has not come back from healing: a second one would meet it half way. Never throws.
     */
    void heal(OpenFault fault) {
        if (!open.beginHealing(fault)) {
            failed(fault.planned(), fault.ticket().targets(), "not healed",
                    new IllegalStateException("its healing has begun and goes on"));
            return;
        }
        try {
            healed(fault);
        } finally {
            open.endHealing(fault);
        }
    }

    private void healed(OpenFault fault) {
        List<Server> targets = fault.ticket().targets();
        try {
            fault.injection().heal();
            String seen = fault.injection().observeHealed();
            open.remove(fault);
            admission.giveBack(fault.ticket());
            if (fault.ticket().takesOut()) {
                targets.forEach(server -> outs.healed(server, fault.planned().id()));
            }
            record(fault.planned(), FaultState.HEALED, targets, seen);
        } catch (RuntimeException e) {
            failed(fault.planned(), targets, "not healed", e);
        }
    }

    /** Records that a step of a fault failed. Never throws: healing comes before recording. */
    void failed(PlannedFault planned, List<Server> targets, String what, RuntimeException e) {
        try {
            record(planned, FaultState.FAILED, targets, what + ": " + e.getMessage());
        } catch (RuntimeException unwritten) {
            e.addSuppressed(unwritten);
        }
    }
}
