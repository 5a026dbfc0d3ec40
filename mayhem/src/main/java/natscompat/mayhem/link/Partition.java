package natscompat.mayhem.link;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Server;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Pair;

/**
 * A partition between servers, of one shape.
 *
 * @param type its entry in the catalogue
 * @param shape who cannot talk to whom
 */
public record Partition(FaultType type, Shape shape) implements Fault {
    private static final Duration LONGEST = Duration.ofSeconds(90);
    /** The duplicate window and a little more. */
    private static final Duration LONGEST_ALONE = Duration.ofSeconds(150);

    /** Who cannot talk to whom. */
    public interface Shape {
        /**
         * The directions that are cut.
         *
         * @param targets names of the servers that the role resolved to
         * @param order names of all servers, in a drawn order
         */
        Map<Pair, LinkPolicy> cuts(List<String> targets, List<String> order);
    }

    /** All shapes. */
    public static List<Fault> all() {
        return List.of(
                new Partition(
                        type("isolate", "cuts its targets off from every other server", LONGEST_ALONE, Damage.OUT), Cuts::off),
                of("isolate-each", "cuts every server off from every other one", Damage.QUORUM,
                        (targets, order) -> Cuts.each(order)),
                of("halves", "cuts the servers into two halves", Damage.QUORUM, (targets, order) -> Cuts.halves(order)),
                of("bridge", "cuts the servers into two halves, with one server that talks to both", Damage.QUORUM,
                        (targets, order) -> Cuts.bridge(order)),
                of("majorities-ring", "lets every server see a majority, and no two the same", Damage.QUORUM,
                        (targets, order) -> Cuts.majoritiesRing(order)),
                of("leader-with-minority", "cuts a leader and as many others as are a minority still off from the rest",
                        Damage.QUORUM,
                        (targets, order) -> Cuts.off(Cuts.minorityWith(targets.getFirst(), order), order)),
                of("mute", "lets nobody hear its targets, which hear all (one-way)", Damage.QUORUM, Cuts::mute),
                of("deaf", "lets its targets hear nobody, though all hear them (one-way)", Damage.QUORUM, Cuts::deaf));
    }

    private static Fault of(String name, String line, Damage damage, Shape shape) {
        return new Partition(type(name, line, LONGEST, damage), shape);
    }

    private static FaultType type(String name, String line, Duration longest, Damage damage) {
        return new FaultType(name, line, "2.9.0", Set.of("link-proxy"), longest, damage);
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.LINKS);
    }

    @Override
    public Injection aim(Aim aim) {
        List<String> names = aim.cluster().servers().stream().map(Server::name).toList();
        Map<Pair, LinkPolicy> cuts = shape.cuts(
                aim.targets().stream().map(Server::name).toList(), aim.draws().at("order").shuffled(names));
        if (cuts.isEmpty()) {
            throw new NotPossible(names.size() + " servers are too few for it");
        }
        return new Partitioned(aim, cuts, Probe.between(aim));
    }
}
