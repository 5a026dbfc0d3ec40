/**
 * What brings clusters to life: the two platforms ({@code natscompat.deployer.local.LocalPlatform}, {@code
 * natscompat.deployer.kubernetes.platform.KubernetesPlatform}) and what is read out of server logs ({@link
 * natscompat.deployer.LogScan}). Knows no plan, no workload and no verdict.
 */
@NullMarked
package natscompat.deployer;

import org.jspecify.annotations.NullMarked;
