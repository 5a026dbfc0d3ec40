package natscompat.generator.kubernetes;

import java.util.Optional;
import natscompat.generator.ContainerConfig;

/**
 * The ports of a pod. A server always listens on the usual ones; where a link proxy stands in front of it, others dial
 * its fronts.
 *
 * @param client that clients dial
 * @param route that other servers dial
 * @param monitor for monitoring requests
 */
public record Ports(int client, int route, int monitor) {
    /** Where the sidecar takes orders. */
    public static final int STEERING = 7422;
    /** The link proxy's front for clients. */
    public static final int CLIENT_FRONT = 4223;
    /** The link proxy's front for other servers. */
    public static final int ROUTE_FRONT = 6223;

    /** Those that are dialled. */
    static Ports dialled(Optional<Sidecar> sidecar) {
        ContainerConfig.Ports own = ContainerConfig.Ports.USUAL;
        return sidecar.filter(Sidecar::linkProxy).isPresent()
                ? new Ports(CLIENT_FRONT, ROUTE_FRONT, own.monitor())
                : new Ports(own.client(), own.route(), own.monitor());
    }
}
