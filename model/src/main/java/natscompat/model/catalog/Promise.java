package natscompat.model.catalog;

/**
 * What NATS states in public, guarded by one check.
 *
 * @param name its id in findings, test names and docs/promises.md
 * @param line what is promised, in one line
 * @param kind what breaking it means
 * @param source where NATS makes it: a document, an ADR or an issue
 */
public record Promise(String name, String line, PromiseKind kind, String source) implements Listed {}
