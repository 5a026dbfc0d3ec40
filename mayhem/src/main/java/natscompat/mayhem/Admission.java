package natscompat.mayhem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import natscompat.mayhem.fault.Fault;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.plan.PlannedFault;
import natscompat.platform.Server;
import natscompat.platform.view.ClusterView;

/**
 * Decides, at the moment of injection, whom a fault hits and whether it may: no two faults that touch the same on one
 * server, and no group without a majority unless the mode or the fault declares it (SEMANTICS.md 6). One fault is
 * decided at a time. Thread-safe.
 */
final class Admission {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Ticket> open = new ArrayList<>();
    private final Map<String, Integer> hits = new HashMap<>();
    private final Map<String, Set<String>> victims = new HashMap<>();
    private final FaultContext context;
    private final OutServers outs;

    Admission(FaultContext context, OutServers outs) {
        this.context = context;
        this.outs = outs;
    }

    /**
     * The answer to one request.
     *
     * @param ticket there when it may come now
     * @param why else
     */
    record Answer(Optional<Ticket> ticket, String why) {
        static Answer no(String why) {
            return new Answer(Optional.empty(), why);
        }
    }

    /** Whether this fault may come now, and on whom. */
    Answer ask(PlannedFault planned, Fault fault) {
        lock.lock();
        try {
            return decide(planned, fault);
        } finally {
            lock.unlock();
        }
    }

    /** The fault is healed: its targets may be touched by others. */
    void giveBack(Ticket ticket) {
        lock.lock();
        try {
            open.remove(ticket);
        } finally {
            lock.unlock();
        }
    }

    private Answer decide(PlannedFault planned, Fault fault) {
        Set<String> out = outs.names();
        Set<String> waitsFor = new HashSet<>(victims.getOrDefault(planned.mode(), Set.of()));
        waitsFor.retainAll(out);
        if (planned.waitsForRecovery() && !waitsFor.isEmpty()) {
            return Answer.no("the last victims are not back yet: " + String.join(" ", waitsFor));
        }
        boolean declared = declared(planned, fault);
        ClusterView view = context.look().get();
        Resolved resolved = resolver(view, fault, declared ? Set.of() : out).resolve(planned);
        if (resolved.targets().isEmpty()) {
            return Answer.no(resolved.said());
        }
        Optional<String> busy = busy(resolved.targets(), fault);
        if (busy.isPresent()) {
            return Answer.no(busy.get());
        }
        return withinQuorums(planned, fault, declared, view, resolved);
    }

    private Answer withinQuorums(
            PlannedFault planned, Fault fault, boolean declared, ClusterView view, Resolved resolved) {
        Ticket calm = new Ticket(fault, resolved.targets(), resolved.said(), "");
        if (!calm.takesOut()) {
            return admitted(planned, calm);
        }
        Set<String> away = new HashSet<>(outs.names());
        away.addAll(calm.names());
        if (declared) {
            return admitted(planned, unavailable(calm, "the mode " + planned.mode() + " may break a quorum"));
        }
        List<String> all = context.cluster().servers().stream().map(Server::name).toList();
        Optional<String> broken = Quorums.broken(view, all, away);
        if (broken.isPresent()) {
            return Answer.no("without " + String.join(" ", calm.names()) + ": " + broken.get());
        }
        List<String> alone = Quorums.alone(view, away);
        return admitted(planned, alone.isEmpty()
                ? calm
                : unavailable(calm, "the only replica of " + String.join(" ", alone) + " is away"));
    }

    private static Ticket unavailable(Ticket ticket, String why) {
        return new Ticket(ticket.fault(), ticket.targets(), ticket.said(), why);
    }

    private Answer admitted(PlannedFault planned, Ticket ticket) {
        open.add(ticket);
        ticket.names().forEach(name -> hits.merge(name, 1, Integer::sum));
        victims.computeIfAbsent(planned.mode(), mode -> new HashSet<>()).addAll(ticket.names());
        return new Answer(Optional.of(ticket), "");
    }

    private boolean declared(PlannedFault planned, Fault fault) {
        return fault.type().damage() == Damage.QUORUM
                || context.catalog().mode(planned.mode()).map(MayhemMode::damage).equals(Optional.of(Damage.QUORUM));
    }

    private RoleResolver resolver(ClusterView view, Fault fault, Set<String> spared) {
        return new RoleResolver(
                view,
                context.cluster().servers(),
                server -> server.running()
                        && !spared.contains(server.name())
                        && !view.silent().containsKey(server.name())
                        && busy(List.of(server), fault).isEmpty(),
                context.streams().get(),
                context.consumers().get(),
                server -> hits.getOrDefault(server.name(), 0));
    }

    private Optional<String> busy(Collection<Server> targets, Fault fault) {
        List<String> stopped = targets.stream().filter(s -> !s.running()).map(Server::name).toList();
        if (!stopped.isEmpty()) {
            return Optional.of("not running: " + String.join(" ", stopped));
        }
        return open.stream()
                .filter(ticket -> !Collections.disjoint(ticket.fault().touches(), fault.touches()))
                .filter(ticket -> !Collections.disjoint(ticket.targets(), targets))
                .map(ticket -> ticket.fault().type().name() + " is open on "
                        + ticket.names().stream().collect(Collectors.joining(" ")))
                .findFirst();
    }
}
