/** Tests of what needs no server; what does is tested in the workloads' module. */
@NullMarked
package natscompat.client;

import org.jspecify.annotations.NullMarked;
