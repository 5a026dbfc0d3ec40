package natscompat.deployer.kubernetes.platform;

import natscompat.deployer.kubernetes.ApiServer;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.ObjectNames;
import natscompat.platform.ClusterSpec;

/**
 * What the servers of one cluster share.
 *
 * @param spec what was asked for
 * @param deployment as which it is generated
 * @param api where its objects are
 * @param logins its secrets
 * @param links what its link proxies do
 * @param mostStoreBytes most that is brought home of its stores when it is closed
 */
record PodCluster(
        ClusterSpec spec, Deployment deployment, ApiServer api, Logins logins, PodLinks links, long mostStoreBytes) {
    ObjectNames names() {
        return new ObjectNames(deployment);
    }
}
