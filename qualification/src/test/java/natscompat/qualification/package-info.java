/** Tests of the runner: its parts in milliseconds, and whole cells on real servers (tag {@code real}). */
@NullMarked
package natscompat.qualification;

import org.jspecify.annotations.NullMarked;
