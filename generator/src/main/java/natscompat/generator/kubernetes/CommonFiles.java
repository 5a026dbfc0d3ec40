package natscompat.generator.kubernetes;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of what belongs to no release: services, budget, network policy; accounts and rights. */
record CommonFiles(Deployment deployment, Sheets sheets) {
    private static final String FOLDER = "common/";
    /** The file with the Service for clients of any server. */
    static final String CLIENTS = FOLDER + "client-service.yaml";

    /** What a cluster needs. */
    SortedMap<String, String> cluster() {
        ObjectNames names = new ObjectNames(deployment);
        Ports ports = Ports.dialled(deployment.sidecar());
        Object selector = Labels.pairs(Labels.selector(deployment));
        SortedMap<String, String> labels = Labels.of(deployment, Labels.SERVER);
        SortedMap<String, String> files = new TreeMap<>();
        files.put(FOLDER + "headless-service.yaml", sheets.object("headless-service", names.cluster(), labels, Map.of(
                "selector", selector, "clientPort", text(ports.client()), "routePort", text(ports.route()),
                "monitorPort", text(ports.monitor()))));
        files.put(CLIENTS, sheets.object("client-service", names.clients(), labels, Map.of(
                "selector", selector, "clientPort", text(ports.client()), "what", "all servers of the cluster")));
        files.put(FOLDER + "pod-disruption-budget.yaml", sheets.object(
                "pod-disruption-budget", names.cluster(), labels, Map.of("selector", selector)));
        files.put(FOLDER + "network-policy.yaml", sheets.object("network-policy", names.cluster(), labels, Map.of(
                "selector", selector, "clientPort", text(ports.client()))));
        if (names.ofRun().isEmpty()) {
            files.put(FOLDER + "server-account.yaml", sheets.object("service-account", names.serverAccount(), labels,
                    Map.of("what", "Of the servers: no rights, no token.", "token", "false")));
        }
        return files;
    }

    /** What head and runners may do. */
    SortedMap<String, String> access() {
        String name = new ObjectNames(deployment).runnerAccount();
        SortedMap<String, String> labels = Labels.of(deployment, Labels.TOOL);
        SortedMap<String, String> files = new TreeMap<>();
        files.put(FOLDER + "runner-account.yaml", sheets.object("service-account", name, labels,
                Map.of("what", "Of head and runners; runner-role.yaml says what they may do.", "token", "true")));
        files.put(FOLDER + "runner-role.yaml", sheets.object("role", name, labels, Map.of()));
        files.put(FOLDER + "runner-role-binding.yaml", sheets.object("role-binding", name, labels, Map.of()));
        return files;
    }

    private static String text(int port) {
        return Integer.toString(port);
    }
}
