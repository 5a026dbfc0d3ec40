package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import natscompat.model.failure.FailureException;

/** What Kubernetes wrote down about an object. They only explain: who may not read them starts without. Thread-safe. */
public record Events(ApiServer api) {
    private static final int SHOWN = 5;

    /** The newest one of a reason about an object. */
    public Optional<Event> latest(String kind, String name, String reason) {
        return of(kind, name).stream()
                .filter(event -> reason.equals(event.getReason()))
                .reduce((earlier, later) -> later);
    }

    /** The last ones about an object, a line each; empty where there are none or nobody may read them. */
    public String lines(String kind, String name) {
        List<Event> all = of(kind, name);
        return all.subList(Math.max(0, all.size() - SHOWN), all.size()).stream()
                .map(event -> event.getReason() + ": " + String.valueOf(event.getMessage()).strip())
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private List<Event> of(String kind, String name) {
        try {
            return api.ask(ApiRequest.onAll("list", "events"), client -> client.v1().events()
                    .inNamespace(api.namespace())
                    .withFields(Map.of("involvedObject.kind", kind, "involvedObject.name", name))
                    .list()
                    .getItems()
                    .stream()
                    .sorted(Comparator.comparing(Events::time))
                    .toList());
        } catch (FailureException e) {
            return List.of();
        }
    }

    private static String time(Event event) {
        if (event.getLastTimestamp() != null) {
            return event.getLastTimestamp();
        }
        return event.getEventTime() == null ? "" : String.valueOf(event.getEventTime().getTime());
    }
}
