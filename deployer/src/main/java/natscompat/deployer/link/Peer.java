package natscompat.deployer.link;

/**
 * A server that may dial a front, and where it says who it is.
 *
 * @param server its name
 * @param host of its own route port, which no proxy stands in front of; looked up at every question
 * @param port of its own route port
 */
public record Peer(String server, String host, int port) {}
