/**
 * What there is to choose from: workloads, mayhem modes, faults, checks, promises, each with the one line that people
 * read. Begin at {@link Catalog}. The lists themselves live in the modules that publish them.
 */
@NullMarked
package natscompat.model.catalog;

import org.jspecify.annotations.NullMarked;
