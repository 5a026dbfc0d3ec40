package natscompat.deployer.link;

/**
 * One port that the proxy stands in front of.
 *
 * @param server whose port it is
 * @param route whether other servers dial it (else clients do)
 * @param listenHost where the proxy listens
 * @param listenPort where the proxy listens
 * @param targetHost where the server listens; looked up at every dial
 * @param targetPort where the server listens
 */
public record Front(
        String server, boolean route, String listenHost, int listenPort, String targetHost, int targetPort) {}
