/** A cluster that lives in memory, for tests of milliseconds. Begin at {@link natscompat.mayhem.fake.FakeCluster}. */
@NullMarked
package natscompat.mayhem.fake;

import org.jspecify.annotations.NullMarked;
