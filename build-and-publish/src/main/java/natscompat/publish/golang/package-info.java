/**
 * The Go tool: what it is, what it knows of a module, and how it builds. Begin at {@link GoTool}. Knows no git and no
 * cache of ours.
 */
@NullMarked
package natscompat.publish.golang;

import org.jspecify.annotations.NullMarked;
