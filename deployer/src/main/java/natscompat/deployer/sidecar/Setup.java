package natscompat.deployer.sidecar;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import natscompat.deployer.line.Token;
import natscompat.deployer.link.Front;
import natscompat.model.failure.Failure;

/**
 * What a sidecar is told by its environment, where a pod's template has it.
 *
 * @param server name of the server
 * @param token that who gives orders has to know
 * @param listen address of its ports; all addresses in a pod
 * @param target where the server itself listens
 * @param start named pipe that the server reads as its configuration
 * @param config the real configuration
 * @param store folder with everything that the server stores
 * @param linkProxy whether it stands in front of the server's ports
 */
record Setup(
        String server, Token token, String listen, String target, Path start, Path config, Path store,
        boolean linkProxy) {
    /** Where orders are taken. */
    static final int PORT = 7422;

    private static final int CLIENT = 4222;
    private static final int ROUTE = 6222;
    /** Fronts are one port higher than what they stand in front of. */
    private static final int FRONT = 1;

    /** Reads the variables of {@link SidecarVariable}. */
    static Setup of(Map<String, String> environment) {
        return new Setup(
                SidecarVariable.SERVER.in(environment),
                new Token(SidecarVariable.TOKEN.in(environment)),
                SidecarVariable.LISTEN.in(environment),
                SidecarVariable.TARGET.in(environment),
                Path.of(SidecarVariable.START.in(environment)),
                Path.of(SidecarVariable.CONFIG.in(environment)),
                Path.of(SidecarVariable.STORE.in(environment)),
                flag(SidecarVariable.LINK_PROXY.in(environment)));
    }

    private static boolean flag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Failure.input("start the sidecar", SidecarVariable.LINK_PROXY.word() + " is " + value,
                    "It is true or false.");
        };
    }

    /** What its link proxy stands in front of. */
    List<Front> fronts() {
        return List.of(
                new Front(server, false, listen, CLIENT + FRONT, target, CLIENT),
                new Front(server, true, listen, ROUTE + FRONT, target, ROUTE));
    }
}
