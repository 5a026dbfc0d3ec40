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
import natscompat.mayhem.fault.Fault.Touch;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Role;
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
    /** The one server whose store may have holes. */
    private Optional<Server> damaged = Optional.empty();
    private Optional<Ticket> damage = Optional.empty();
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

    /** The fault was not injected: nothing of it counts. */
    void undo(Ticket ticket) {
        lock.lock();
        try {
            open.remove(ticket);
            ticket.names().forEach(name -> hits.merge(name, -1, Integer::sum));
            if (damage.filter(ticket::equals).isPresent()) {
                damaged = Optional.empty();
                damage = Optional.empty();
            }
        } finally {
            lock.unlock();
        }
    }

    private Answer decide(PlannedFault planned, Fault fault) {
        Set<String> out = away();
        Set<String> waitsFor = new HashSet<>(victims.getOrDefault(planned.mode(), Set.of()));
        waitsFor.retainAll(out);
        boolean declared = declared(planned, fault);
        if (planned.waitsForRecovery() && waitsFor.size() >= bearable(planned, declared)) {
            return Answer.no("the last victims are not back yet: " + String.join(" ", waitsFor));
        }
        ClusterView view = context.look().get();
        Resolved resolved = resolve(planned, fault, declared, view, out);
        if (resolved.targets().isEmpty()) {
            return Answer.no(resolved.said());
        }
        List<String> stillOut = resolved.targets().stream().map(Server::name).filter(out::contains).toList();
        if (!declared && planned.role() == Role.ORDINAL && !stillOut.isEmpty()) {
            return Answer.no("not back yet: " + String.join(" ", stillOut));
        }
        Optional<String> busy = busy(resolved.targets(), fault, declared);
        if (busy.isPresent()) {
            return Answer.no(busy.get());
        }
        return withinQuorums(planned, fault, declared, view, resolved, out);
    }

    /** Who is out, or is about to be: an admitted fault takes its time to aim, and nobody else may count on its targets. */
    private Set<String> away() {
        Set<String> away = new HashSet<>();
        open.stream().filter(Ticket::takesOut).forEach(ticket -> away.addAll(ticket.names()));
        // Asked last: who is given back by a fault that has ended is out by then.
        away.addAll(outs.names());
        return away;
    }

    /** How many victims of one mode may be out at a time: a minority, but one where servers are taken in turn. */
    private int bearable(PlannedFault planned, boolean declared) {
        int minority = (context.cluster().servers().size() - 1) / 2;
        return declared || planned.role() == Role.ORDINAL ? 1 : Math.max(1, minority);
    }

    /** Whom it hits: by preference somebody without whom each group has a majority still. */
    private Resolved resolve(
            PlannedFault planned, Fault fault, boolean declared, ClusterView view, Set<String> out) {
        if (fault.type().damage() == Damage.STORE && damaged.isPresent()) {
            return theDamagedOne(damaged.get(), out);
        }
        if (declared) {
            return resolver(view, fault, Set.of(), true).resolve(planned);
        }
        Set<String> spared = new HashSet<>(out);
        if (fault.type().damage() != Damage.NONE) {
            context.cluster().servers().stream()
                    .map(Server::name)
                    .filter(name -> Quorums.broken(view, names(), with(out, List.of(name))).isPresent())
                    .forEach(spared::add);
        }
        Resolved calm = resolver(view, fault, spared, false).resolve(planned);
        return calm.targets().isEmpty() ? resolver(view, fault, out, false).resolve(planned) : calm;
    }

    /** A message that is gone from one disk may be lost with a second one: later damage stays on the same server. */
    private static Resolved theDamagedOne(Server server, Set<String> out) {
        return out.contains(server.name())
                ? Resolved.nobody("not back yet: " + server.name())
                : new Resolved(List.of(server), "its store was damaged before: no majority keeps its disks if another one's is");
    }

    private List<String> names() {
        return context.cluster().servers().stream().map(Server::name).toList();
    }

    private static Set<String> with(Set<String> some, List<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    private Answer withinQuorums(
            PlannedFault planned,
            Fault fault,
            boolean declared,
            ClusterView view,
            Resolved resolved,
            Set<String> out) {
        Ticket calm = new Ticket(fault, resolved.targets(), resolved.said(), "");
        if (!calm.takesOut()) {
            return admitted(planned, calm);
        }
        Set<String> away = with(out, calm.names());
        if (declared) {
            return admitted(planned, unavailable(calm, "the mode " + planned.mode() + " may break a quorum"));
        }
        Optional<String> broken = Quorums.broken(view, names(), away);
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
        if (ticket.fault().leavesHoles() && damaged.isEmpty()) {
            damaged = Optional.of(ticket.targets().getFirst());
            damage = Optional.of(ticket);
        }
        ticket.names().forEach(name -> hits.merge(name, 1, Integer::sum));
        victims.computeIfAbsent(planned.mode(), mode -> new HashSet<>()).addAll(ticket.names());
        return new Answer(Optional.of(ticket), "");
    }

    private boolean declared(PlannedFault planned, Fault fault) {
        return fault.type().damage() == Damage.QUORUM
                || context.catalog().mode(planned.mode()).map(MayhemMode::damage).equals(Optional.of(Damage.QUORUM));
    }

    private RoleResolver resolver(ClusterView view, Fault fault, Set<String> spared, boolean declared) {
        return new RoleResolver(
                view,
                context.cluster().servers(),
                server -> server.running()
                        && !spared.contains(server.name())
                        && !view.silent().containsKey(server.name())
                        && busy(List.of(server), fault, declared).isEmpty(),
                context.streams().get(),
                context.consumers().get(),
                server -> hits.getOrDefault(server.name(), 0));
    }

    private static boolean groups(Fault one, Fault other) {
        return one.touches().contains(Touch.GROUPS) && other.touches().contains(Touch.GROUPS);
    }

    /**
     * A stream that is scaled down, or about to move, may have its only whole copy on the disk that is to be damaged; a mode
     * that goes beyond a quorum promises it no more.
     */
    private static boolean copies(Fault one, Fault other) {
        return copiesBeside(one, other) || copiesBeside(other, one);
    }

    private static boolean copiesBeside(Fault groups, Fault store) {
        return groups.touches().contains(Touch.GROUPS) && store.type().damage() == Damage.STORE;
    }

    private static boolean together(Ticket ticket, Fault fault, Collection<Server> targets) {
        boolean same = !Collections.disjoint(ticket.fault().touches(), fault.touches());
        return !same || (Collections.disjoint(ticket.targets(), targets) && !groups(ticket.fault(), fault));
    }

    private Optional<String> busy(Collection<Server> targets, Fault fault, boolean declared) {
        List<String> stopped = targets.stream().filter(s -> !s.running()).map(Server::name).toList();
        if (!stopped.isEmpty()) {
            return Optional.of("not running: " + String.join(" ", stopped));
        }
        return open.stream()
                .filter(ticket -> !together(ticket, fault, targets) || (!declared && copies(ticket.fault(), fault)))
                .map(ticket -> ticket.fault().type().name() + " is open on "
                        + ticket.names().stream().collect(Collectors.joining(" ")))
                .findFirst();
    }
}
