package natscompat.mayhem;

import java.util.List;
import natscompat.platform.Server;

/**
 * What a role came to.
 *
 * @param targets the servers; empty when nobody plays the role now
 * @param said how it was found, or why nobody plays it
 */
record Resolved(List<Server> targets, String said) {
    Resolved {
        targets = List.copyOf(targets);
    }

    static Resolved nobody(String why) {
        return new Resolved(List.of(), why);
    }
}
