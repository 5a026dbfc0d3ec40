package natscompat.generator.kubernetes;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import natscompat.generator.ContainerConfig;
import natscompat.generator.NatsConf;
import natscompat.generator.ServerConfig.Limits;

/** The files of one release: its nats.conf, its servers, and a service for clients of these. */
record ReleaseFiles(Deployment deployment, Sheets sheets) {
    private static final String STORE = "/data";
    private static final String PID_FILE = "/run/nats/nats.pid";

    /** Name of the file with the StatefulSet, below the folder of the release. */
    static final String STATEFUL_SET = "/statefulset.yaml";
    /** Name of the file with the Service for clients, below the folder of the release. */
    static final String SERVICE = "/service.yaml";

    SortedMap<String, String> of(ReleaseImage release) {
        String folder = release.folder().value();
        String name = new ObjectNames(deployment).release(release);
        SortedMap<String, String> labels = Labels.of(deployment, release);
        String conf = natsConf(release);
        SortedMap<String, String> files = new TreeMap<>();
        files.put(folder + "/configmap.yaml", sheets.object("configmap", name, labels, Map.of(
                "release", release.name(),
                "version", release.version().toString(),
                "lines", conf.lines().map(line -> Map.of("line", indented(line))).toList())));
        files.put(folder + SERVICE, sheets.object("client-service", name, labels, Map.of(
                "selector", Labels.pairs(Labels.selector(deployment, release)),
                "clientPort", Integer.toString(Ports.dialled(deployment.sidecar()).client()),
                "what", "servers of " + release.name())));
        files.put(folder + STATEFUL_SET, new StatefulSetFile(deployment, sheets).render(release, conf));
        return files;
    }

    /** The text of nats.conf of one release, the same for all its servers. */
    String natsConf(ReleaseImage release) {
        long memory = deployment.resources().memoryLimit().bytes() / 2;
        return new NatsConf(sheets.templates()).render(new ContainerConfig(
                release.version(), deployment.cluster(), new ObjectNames(deployment).ownerTag(),
                ContainerConfig.Ports.USUAL, STORE, PID_FILE, new Limits(memory, deployment.storageSize().bytes())));
    }

    /** A line of a YAML block; an empty one stays empty. */
    private static String indented(String line) {
        return line.isEmpty() ? "" : "    " + line;
    }
}
