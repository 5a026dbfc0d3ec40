package natscompat.model.catalog;

import java.util.List;

/**
 * A check: a pure function from a recorded cell to findings.
 *
 * @param name what findings and {@code list checks} call it
 * @param line what it looks at, in one line
 * @param promise the {@link Promise#name()} that it guards
 * @param workloads the workloads that it judges; empty means every cell
 */
public record CheckType(String name, String line, String promise, List<String> workloads) implements Listed {}
