package natscompat.deployer.kubernetes;

import java.time.Duration;
import natscompat.model.failure.Category;

/**
 * What keeps something from coming up.
 *
 * @param category whose affair it is
 * @param object what it is about: {@code pod/nats-0}
 * @param why in the words of Kubernetes
 * @param next what people can do about it
 * @param patience how long it may go by itself before one gives up for it; see {@link Patience}
 */
public record Trouble(Category category, String object, String why, String next, Duration patience) {
    /** Whether it is the same one as before, whatever the words. */
    boolean same(Trouble other) {
        return object.equals(other.object) && next.equals(other.next);
    }
}
