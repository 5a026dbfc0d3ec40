package natscompat.mayhem.link;

import java.util.Map;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;

/** Links that work badly, until they are healed: nothing is held then and connections live on. */
final class Impaired implements Injection {
    private final String id;
    private final LinkLayers links;
    private final Map<Pair, LinkPolicy> layer;
    private final Sight sight;

    /** How one sees that the links are bad, and that they are good again. Each look is bounded; it throws what it lacks. */
    interface Sight {
        /** What shows that they are bad. */
        String bad();

        /** What shows that they are good. */
        String good();

        /** Ends what it looks with; called once the links were seen to be good. */
        void close();
    }

    Impaired(Aim aim, Map<Pair, LinkPolicy> layer, Sight sight) {
        this.id = aim.id();
        this.links = Partitioned.layers(aim);
        this.layer = Map.copyOf(layer);
        this.sight = sight;
    }

    @Override
    public void inject() {
        links.put(id, layer, Change.FLUSH);
    }

    @Override
    public String observe() {
        return sight.bad();
    }

    @Override
    public void heal() {
        links.put(id, Map.of(), Change.FLUSH);
    }

    /** Keeps what it looks with when that fails: the next try needs it, too. */
    @Override
    public String observeHealed() {
        String seen = sight.good();
        sight.close();
        return seen;
    }
}
