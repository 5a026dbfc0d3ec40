package natscompat.mayhem.link;

import java.util.Map;
import java.util.function.Supplier;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;

/** Links that work badly, or are cut for all clients, until they are healed. */
final class Impaired implements Injection {
    private final String id;
    private final LinkLayers links;
    private final Map<Pair, LinkPolicy> layer;
    private final Sight sight;
    private final Supplier<Change> heal;
    private final Runnable begins;

    /** How one sees that the links are bad, and that they are good again. Each look is bounded; it throws what it lacks. */
    interface Sight {
        /** What shows that they are bad. */
        String bad();

        /** What shows that they are good. */
        String good();

        /** Ends what it looks with; called once the links were seen to be good. */
        void close();
    }

    /** Nothing is held by them, and connections live on. */
    Impaired(Aim aim, Map<Pair, LinkPolicy> layer, Sight sight) {
        this(aim, layer, sight, () -> { }, () -> Change.FLUSH);
    }

    /** Cuts. */
    Impaired(Aim aim, Map<Pair, LinkPolicy> layer, Sight sight, HealOfCut heal) {
        this(aim, layer, sight, heal::begins, heal::now);
    }

    private Impaired(Aim aim, Map<Pair, LinkPolicy> layer, Sight sight, Runnable begins, Supplier<Change> heal) {
        this.id = aim.id();
        this.links = Partitioned.layers(aim);
        this.layer = Map.copyOf(layer);
        this.sight = sight;
        this.begins = begins;
        this.heal = heal;
    }

    @Override
    public void inject() {
        begins.run();
        links.put(id, layer, Change.FLUSH);
    }

    @Override
    public String observe() {
        return sight.bad();
    }

    @Override
    public void heal() {
        links.put(id, Map.of(), heal.get());
    }

    /** Keeps what it looks with when that fails: the next try needs it, too. */
    @Override
    public String observeHealed() {
        String seen = sight.good();
        sight.close();
        return seen;
    }
}
