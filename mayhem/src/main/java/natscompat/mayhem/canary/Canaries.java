package natscompat.mayhem.canary;

import java.util.List;
import java.util.Optional;

/** All canaries. A new one gets a line here. */
public final class Canaries {
    private Canaries() {}

    /** In the order in which {@code list} shows them. */
    public static List<Canary> all() {
        return List.of(
                new DeleteMessage(),
                new StoreTwice(),
                new PurgeKey(),
                new ResetConsumer(),
                new ForgetStream(),
                new StopServer(),
                new ForgeAck(),
                new AlterDelivery());
    }

    /** The canary of that name. */
    public static Optional<Canary> named(String name) {
        return all().stream().filter(canary -> canary.name().equals(name)).findFirst();
    }
}
