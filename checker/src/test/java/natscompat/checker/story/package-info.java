/**
 * Hand-made and simulated evidence for tests. Begin at {@link natscompat.checker.story.Story} (a few lines of history) or
 * {@link natscompat.checker.story.ValidCell} (a whole recorded cell that is right). Knows no check.
 */
@NullMarked
package natscompat.checker.story;

import org.jspecify.annotations.NullMarked;
