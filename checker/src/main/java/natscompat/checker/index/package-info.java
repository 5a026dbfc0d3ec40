/**
 * The evidence of one cell, looked up fast: who ran which release when, who led what, what was open, what was read back.
 * Begin at {@link natscompat.checker.index.Index}. Knows no promise.
 */
@NullMarked
package natscompat.checker.index;

import org.jspecify.annotations.NullMarked;
