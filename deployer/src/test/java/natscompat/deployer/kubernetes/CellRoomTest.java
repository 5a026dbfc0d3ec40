package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.deployer.kubernetes.CellRoom.Wish;
import natscompat.deployer.kubernetes.FakeApiServer.Answer;
import natscompat.deployer.kubernetes.Room.Amount;
import natscompat.generator.kubernetes.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellRoomTest {
    private static final Wish NOBODY_SAYS = new Wish(Optional.empty(), 4);

    private final List<String> nodes = new ArrayList<>();
    private final List<String> pods = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    private static String node(String name, String cpu, String memory, String spec, String ready) {
        return """
                {"metadata": {"name": "%s"}, "spec": {%s}, "status": {
                 "nodeInfo": {"operatingSystem": "linux", "architecture": "amd64"},
                 "conditions": [{"type": "Ready", "status": "%s"}],
                 "allocatable": {"cpu": "%s", "memory": "%s"}}}""".formatted(name, spec, ready, cpu, memory);
    }

    private void node(String name, String cpu) {
        nodes.add(node(name, cpu, "20Gi", "", "True"));
    }

    private void pod(String node, String cpu, String phase) {
        pods.add("""
                {"metadata": {"name": "p"}, "spec": {"nodeName": "%s", "containers": [
                 {"name": "c", "resources": {"requests": {"cpu": "%s", "memory": "1Gi"}}}]}, "status": {"phase": "%s"}}"""
                .formatted(node, cpu, phase));
    }

    private int workers(Wish wish, int servers) throws IOException {
        return workers(wish, servers, request -> Answer.ok("{\"kind\": \"List\", \"apiVersion\": \"v1\", \"metadata\": {}, \"items\": [" + String.join(",",
                request.getRequestURI().getPath().endsWith("/nodes") ? nodes : pods) + "]}"));
    }

    private int workers(Wish wish, int servers, java.util.function.Function<com.sun.net.httpserver.HttpExchange, Answer> answers)
            throws IOException {
        try (FakeApiServer fake = new FakeApiServer(answers);
                ApiServer api = fake.open(Duration.ofMillis(300))) {
            return new CellRoom(api).workers(wish, servers, Resources.DEFAULT, "amd64", said::add);
        }
    }

    private static String request(String template, int which) throws IOException {
        String text = Files.readString(Path.of("..", "templates", "kubernetes").resolve(template));
        Matcher found = Pattern.compile("requests:\\s+cpu: (\\S+)\\s+memory: (\\S+)").matcher(text);
        List<String> all = new ArrayList<>();
        while (found.find()) {
            all.add(found.group(1) + " " + found.group(2));
        }
        return all.get(which);
    }

    private static String words(Amount amount) {
        return amount.milliCpu() + "m " + amount.mebibytes() + "Mi";
    }

    @Test
    void whatIsReckonedWithIsWhatTheTemplatesAskFor() throws IOException {
        assertThat(request("runner/head-job.yaml.mustache", 0)).isEqualTo(words(CellRoom.HEAD));
        assertThat(request("runner/cells-job.yaml.mustache", 0)).isEqualTo(words(CellRoom.RUNNER));
        assertThat(request("statefulset.yaml.mustache", 0)).as("the first is the sidecar").isEqualTo(words(CellRoom.SIDECAR));
    }

    /** A cell of three asks for 760m, the head for 100m; one of five for 1000m. */
    @ParameterizedTest
    @CsvSource({"1619m, 3, 1", "1620m, 3, 2", "2, 3, 2", "2099m, 5, 1", "2100m, 5, 2", "3140m, 3, 4", "64, 3, 4"})
    void asManyAsFitAndFourAtMost(String cpu, int servers, int fit) throws IOException {
        node("n", cpu);
        assertThat(workers(NOBODY_SAYS, servers)).isEqualTo(fit);
        assertThat(said).hasSize(fit == 4 ? 0 : 1);
    }

    @Test
    void lessThanUsualIsSaidWithWhatIsAsked() throws IOException {
        node("n", "2");
        assertThat(workers(NOBODY_SAYS, 3)).isEqualTo(2);
        assertThat(said).containsExactly("nodes have room for 2 cells side by side (each asks for 760m cpu and 2208 MiB,"
                + " the head for 100m cpu and 256 MiB): --workers 2");
    }

    @Test
    void memoryCountsAsWell() throws IOException {
        nodes.add(node("n", "64", "5Gi", "", "True"));
        assertThat(workers(NOBODY_SAYS, 3)).isEqualTo(2);
    }

    @Test
    void podsThatAreThereTakeRoomAndThoseThatHaveEndedDoNot() throws IOException {
        node("n", "3");
        pod("n", "700m", "Running");
        pod("n", "1", "Succeeded");
        pod("other", "1", "Running");
        assertThat(workers(NOBODY_SAYS, 3)).isEqualTo(2);
    }

    @Test
    void onePodIsOnOneNode() throws IOException {
        node("small", "350m");
        node("smaller", "390m");
        node("smallest", "370m");
        assertThatThrownBy(() -> workers(NOBODY_SAYS, 3)).hasMessageContaining("no node has room");
        node("n", "400m");
        assertThat(workers(NOBODY_SAYS, 3)).isEqualTo(1);
    }

    @Test
    void nodesThatTakeNothingOfOursDoNotCount() throws IOException {
        node("n", "900m");
        nodes.add(node("cordoned", "64", "64Gi", "\"unschedulable\": true", "True"));
        nodes.add(node("tainted", "64", "64Gi", "\"taints\": [{\"key\": \"k\", \"effect\": \"NoSchedule\"}]", "True"));
        nodes.add(node("dead", "64", "64Gi", "", "Unknown"));
        nodes.add(node("arm", "64", "64Gi", "", "True").replace("amd64", "arm64"));
        assertThat(workers(NOBODY_SAYS, 3)).isEqualTo(1);
    }

    /** They may become ready, and whose own templates tolerate a taint has room there. */
    @Test
    void whereNoNodeCountsNothingIsRefused() throws IOException {
        nodes.add(node("dead", "64", "64Gi", "", "Unknown"));
        assertThat(workers(NOBODY_SAYS, 3)).isEqualTo(4);
        assertThat(said).singleElement().asString().contains("no linux/amd64 node is ready", "is not known");
    }

    @Test
    void whatIsTypedIsKeptAndSaid() throws IOException {
        node("n", "2");
        assertThat(workers(new Wish(Optional.of(3), 4), 3)).isEqualTo(3);
        assertThat(said).singleElement().asString().startsWith("nodes have room for 2 of 3 cells side by side now");
        said.clear();
        assertThat(workers(new Wish(Optional.of(2), 4), 3)).isEqualTo(2);
        assertThat(said).isEmpty();
    }

    @Test
    void aFullClusterIsWaitedFor() throws IOException {
        node("n", "2");
        pod("n", "1500m", "Running");
        assertThat(workers(NOBODY_SAYS, 3)).isEqualTo(1);
        assertThat(said).singleElement().asString().contains("no room for a cell now", "as soon as there is some");
    }

    @Test
    void oneThatNeverHasRoomIsAnErrorUnlessNodesComeByThemselves() throws IOException {
        node("n", "800m");
        assertThatThrownBy(() -> workers(NOBODY_SAYS, 3)).hasMessageContaining("node n has 800m cpu and 20480 MiB in all")
                .hasMessageContaining("--workers");
        assertThat(workers(new Wish(Optional.of(4), 4), 3)).isEqualTo(4);
        assertThat(said).singleElement().asString().contains("room for 0 of 4");
    }

    @Test
    void whoMayNotLookGetsWhatHeWishes() throws IOException {
        assertThat(workers(NOBODY_SAYS, 3, request -> Answer.status(403, "Forbidden", "no"))).isEqualTo(4);
        assertThat(said).isEmpty();
    }
}
