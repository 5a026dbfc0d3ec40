package natscompat.workloads.support;

import io.nats.client.Connection;
import natscompat.client.JetStreamApi;
import natscompat.client.LeaderReads;

/**
 * One connection, pinned to one server.
 *
 * @param name of the connection, as connz shows it
 * @param server name of the server
 * @param connection from {@link natscompat.client.Connections}
 * @param api raw requests through it
 * @param reads reads through leaders, asked through it
 */
public record Client(String name, String server, Connection connection, JetStreamApi api, LeaderReads reads) {
    /** Wraps a connection. */
    static Client of(String name, String server, Connection connection) {
        JetStreamApi api = new JetStreamApi(connection);
        return new Client(name, server, connection, api, new LeaderReads(api));
    }

    /** Whether it is connected now. */
    public boolean connected() {
        return connection.getStatus() == Connection.Status.CONNECTED;
    }
}
