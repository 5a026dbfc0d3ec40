/** Tests of the head: protocol pieces in milliseconds, whole runs with made-up runners, and real ones as processes. */
@NullMarked
package natscompat.qualification.head;

import org.jspecify.annotations.NullMarked;
