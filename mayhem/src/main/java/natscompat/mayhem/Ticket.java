package natscompat.mayhem;

import java.util.List;
import natscompat.mayhem.fault.Fault;
import natscompat.platform.Server;

/**
 * An admitted fault: its targets are its own until it is given back.
 *
 * @param fault its kind
 * @param targets what its role resolved to
 * @param said how
 * @param unavailable why operations need not succeed while it is open; empty when they must
 */
record Ticket(Fault fault, List<Server> targets, String said, String unavailable) {
    Ticket {
        targets = List.copyOf(targets);
    }

    /** Whether its targets are out until they have caught up. */
    boolean takesOut() {
        return switch (fault.type().damage()) {
            case NONE -> false;
            case OUT, QUORUM, STORE -> true;
        };
    }

    List<String> names() {
        return targets.stream().map(Server::name).toList();
    }
}
