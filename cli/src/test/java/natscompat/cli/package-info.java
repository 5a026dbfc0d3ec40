/**
 * Tests of the launcher and of the command line, and the rules of the house. Begin at {@link ArchitectureTest}.
 */
@NullMarked
package natscompat.cli;

import org.jspecify.annotations.NullMarked;
