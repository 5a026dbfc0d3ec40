package natscompat.model.catalog;

import java.util.List;

/**
 * A workload as people choose it.
 *
 * @param name what people type
 * @param line what it does, in one line
 * @param since first release that it can run on, e.g. {@code 2.9.0}
 * @param version version of its behaviour; part of the key of a cell
 * @param checks names of the checks that judge it
 */
public record WorkloadType(String name, String line, String since, int version, List<String> checks)
        implements Listed {}
