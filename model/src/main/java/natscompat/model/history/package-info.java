/**
 * What clients and servers saw, one record each: {@link Operation} and {@link Event}. Begin there. Knows no file
 * names (see rundir) and no checks.
 */
@NullMarked
package natscompat.model.history;

import org.jspecify.annotations.NullMarked;
