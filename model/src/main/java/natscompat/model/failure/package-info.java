/**
 * What goes wrong, in one shape: what was tried, why it failed, what to do next. Begin at {@link Failure}. Knows no
 * module: each module words its own failures and wraps them here.
 */
@NullMarked
package natscompat.model.failure;

import org.jspecify.annotations.NullMarked;
