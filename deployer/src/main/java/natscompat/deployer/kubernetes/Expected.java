package natscompat.deployer.kubernetes;

import natscompat.generator.kubernetes.ReleaseImage;

/**
 * One server as it is asked for.
 *
 * @param pod its pod, which is also the server's name
 * @param release what it is to run
 */
public record Expected(String pod, ReleaseImage release) {}
