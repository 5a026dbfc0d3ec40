/**
 * Images: what is in them, and the two engines that make and push them. Begin at {@link ImageEngine}. Knows no git and
 * no Go; Jib and docker-java are loaded only when their engine is used.
 */
@NullMarked
package natscompat.publish.image;

import org.jspecify.annotations.NullMarked;
