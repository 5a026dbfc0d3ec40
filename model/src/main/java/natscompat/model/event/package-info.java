/**
 * What a running qualification tells whoever shows it. Begin at {@link RunEvent}. Knows no way of showing it.
 */
@NullMarked
package natscompat.model.event;

import org.jspecify.annotations.NullMarked;
