/**
 * From what a user typed to a release that can be started, and to an image in a registry. Begin at {@link Releases}.
 * Knows no clusters, plans or templates; image libraries are only touched when images are made.
 */
@NullMarked
package natscompat.publish;

import org.jspecify.annotations.NullMarked;
