package natscompat.generator.kubernetes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import natscompat.generator.NatsConf;

/** The StatefulSet of a release; in place, the one StatefulSet with the template of that release. */
record StatefulSetFile(Deployment deployment, Sheets sheets) {
    /** How long a pod has beyond its lame duck, in seconds. */
    private static final int AFTER_LAME_DUCK = 20;
    /** What the image's user is; build-and-publish writes it into every image. */
    private static final String USER = "65532";
    /** As little memory as the sidecar can do with; the JVM's own choices take more than twice of it. */
    private static final String SIDECAR_JAVA = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms4m -Xmx14m -Xss256k"
            + " -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:ReservedCodeCacheSize=16m"
            + " -XX:MaxMetaspaceSize=40m -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData --enable-native-access=ALL-UNNAMED";

    String render(ReleaseImage release, String natsConf) {
        ObjectNames names = new ObjectNames(deployment);
        SortedMap<String, String> own = ownLabels(release);
        Map<String, Object> values = new HashMap<>();
        values.put("what", what(release));
        values.put("headless", names.cluster());
        values.put("replicas", Integer.toString(replicas(release)));
        values.put("partition", Integer.toString(partition(release)));
        values.put("selector", Labels.pairs(selector(release)));
        values.put("clusterSelector", Labels.pairs(Labels.selector(deployment)));
        values.put("podLabels", Labels.pairs(Labels.of(deployment, release)));
        values.put("claimLabels", Labels.pairs(own));
        values.put("configSha256", sha256(natsConf));
        values.put("config", names.release(release));
        values.put("image", release.image());
        values.put("hasArch", release.arch().isPresent());
        values.put("arch", release.arch().orElse(""));
        values.put("serviceAccount", names.serverAccount());
        values.put("secret", names.secret());
        values.put("user", USER);
        values.put("lameDuckSeconds", Integer.toString(NatsConf.LAME_DUCK_SECONDS));
        values.put("graceSeconds", Integer.toString(NatsConf.LAME_DUCK_SECONDS + AFTER_LAME_DUCK));
        values.put("hasPullSecret", deployment.pullSecret().isPresent());
        values.put("pullSecret", deployment.pullSecret().orElse(""));
        values.put("hasStorageClass", deployment.storageClass().isPresent());
        values.put("storageClass", deployment.storageClass().orElse(""));
        values.put("storageSize", deployment.storageSize().text());
        putSidecar(values);
        putResources(values);
        putRoutes(values, names);
        return sheets.object("statefulset", names.statefulSet(release), own, values);
    }

    private String what(ReleaseImage release) {
        return switch (deployment.layout()) {
            case PER_RELEASE -> release.name() + " of the mix";
            case IN_PLACE -> "all of the cluster, with the template of " + release.name();
        };
    }

    private int replicas(ReleaseImage release) {
        return switch (deployment.layout()) {
            case PER_RELEASE -> deployment.mix().ordinals(release.name()).size();
            case IN_PLACE -> deployment.mix().size();
        };
    }

    /** From which ordinal on the template of a release holds: from its first one in the mix; for no ordinal if it has none. */
    private int partition(ReleaseImage release) {
        return switch (deployment.layout()) {
            case PER_RELEASE -> 0;
            case IN_PLACE -> deployment.mix().ordinals(release.name()).stream()
                    .findFirst()
                    .orElse(deployment.mix().size());
        };
    }

    /** In place the StatefulSet belongs to no release; its pods do. */
    private SortedMap<String, String> ownLabels(ReleaseImage release) {
        return switch (deployment.layout()) {
            case PER_RELEASE -> Labels.of(deployment, release);
            case IN_PLACE -> Labels.of(deployment, Labels.SERVER);
        };
    }

    private SortedMap<String, String> selector(ReleaseImage release) {
        return switch (deployment.layout()) {
            case PER_RELEASE -> Labels.selector(deployment, release);
            case IN_PLACE -> Labels.selector(deployment);
        };
    }

    private void putSidecar(Map<String, Object> values) {
        values.put("hasSidecar", deployment.sidecar().isPresent());
        values.put("sidecarImage", deployment.sidecar().map(Sidecar::image).orElse(""));
        values.put("linkProxy", Boolean.toString(deployment.sidecar().filter(Sidecar::linkProxy).isPresent()));
        values.put("sidecarJava", SIDECAR_JAVA);
        Ports ports = Ports.dialled(deployment.sidecar());
        values.put("clientPort", Integer.toString(ports.client()));
        values.put("routePort", Integer.toString(ports.route()));
    }

    private void putResources(Map<String, Object> values) {
        Resources resources = deployment.resources();
        values.put("cpuRequest", resources.cpuRequest().text());
        values.put("cpuLimit", resources.cpuLimit().text());
        values.put("memoryRequest", resources.memoryRequest().text());
        values.put("memoryLimit", resources.memoryLimit().text());
        values.put("goMemoryLimit", ((resources.memoryLimit().bytes() / 10 * 9) >> 20) + "MiB");
    }

    private void putRoutes(Map<String, Object> values, ObjectNames names) {
        List<Map<String, Object>> servers = new ArrayList<>();
        for (String server : names.servers()) {
            List<String> others = names.servers().stream().filter(other -> !other.equals(server)).toList();
            List<Map<String, String>> routes = new ArrayList<>();
            for (int i = 0; i < others.size(); i++) {
                routes.add(Map.of("other", names.host(others.get(i)), "comma", i < others.size() - 1 ? ", " : ""));
            }
            servers.add(Map.of("server", server, "others", routes));
        }
        values.put("servers", servers);
    }

    /** Lower-case hex. */
    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
