package natscompat.client;

/**
 * A stream as its leader describes it ({@code STREAM.INFO}).
 *
 * @param leader name of the server that leads; for a stream that is not replicated, that of its one server
 * @param messages messages stored
 * @param first sequence of the first one
 * @param last sequence of the last one ever stored
 */
public record StreamState(String leader, long messages, long first, long last) {}
