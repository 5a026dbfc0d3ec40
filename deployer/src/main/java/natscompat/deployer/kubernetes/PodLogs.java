package natscompat.deployer.kubernetes;

import java.util.List;
import natscompat.model.failure.FailureException;

/** The end of what a server wrote, for errors. It only explains: who may not read it starts without. Thread-safe. */
record PodLogs(ApiServer api) {
    private static final int LINES = 10;

    /** The last lines of the server's container; of its previous life where the present one has said nothing. */
    List<String> last(String pod) {
        List<String> now = lines(pod, false);
        return now.isEmpty() ? lines(pod, true) : now;
    }

    private List<String> lines(String pod, boolean previous) {
        try {
            return api.find(new ApiRequest("get", "pods/log", pod), client -> {
                        var container = client.pods().inNamespace(api.namespace()).withName(pod).inContainer(Sight.SERVER);
                        return previous
                                ? container.terminated().tailingLines(LINES).getLog()
                                : container.tailingLines(LINES).getLog();
                    })
                    .map(text -> text.lines().toList())
                    .orElse(List.of());
        } catch (FailureException e) {
            // A container that never began has no log: status 400.
            return List.of();
        }
    }
}
