/**
 * The one factory of NATS connections, and the JetStream requests that a tester needs beside the ordinary client
 * (step-downs, leaders, leader reads). Begin at {@link Connections}. Knows no workload and no platform.
 */
@NullMarked
package natscompat.client;

import org.jspecify.annotations.NullMarked;
