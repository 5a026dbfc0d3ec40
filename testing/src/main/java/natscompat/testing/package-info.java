/**
 * What tests of several modules share; never in a class path that users run. Begin at {@link TestReleases}. Tests that
 * start real servers carry the JUnit tag {@code real}.
 */
@NullMarked
package natscompat.testing;

import org.jspecify.annotations.NullMarked;
