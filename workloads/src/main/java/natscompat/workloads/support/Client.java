package natscompat.workloads.support;

import io.nats.client.Connection;
import natscompat.client.JetStreamApi;
import natscompat.client.LeaderReads;
import natscompat.model.failure.Failure;
import natscompat.model.plan.ServerName;

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

    /**
     * Whether it is connected now, to the server that it is pinned to. One that left and joined anew is that server still.
     *
     * @throws natscompat.model.failure.FailureException when it never will be again: the connection was closed behind our
     *     back, or another server answers at the address. A client that is silently missing would make the load a lie.
     */
    public boolean connected() {
        if (connection.getStatus() == Connection.Status.CLOSED) {
            throw Failure.bug("use " + name, "its connection is closed: " + connection.getLastError(),
                    "Report it with the run folder.");
        }
        if (connection.getStatus() != Connection.Status.CONNECTED) {
            return false;
        }
        String answers = connection.getServerInfo().getServerName();
        if (!server.equals(ServerName.plain(answers))) {
            throw Failure.environment("use " + name, "the server at its address is now " + answers,
                    "Another run owns that address; `nats-compat cleanup` ends what dead runs left behind.");
        }
        return true;
    }
}
