package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import natscompat.model.failure.FailureException;

/** What servers ask for and what nodes have free, in words, where that is why pods find no node. Thread-safe. */
record Room(ApiServer api) {
    private static final BigDecimal MILLI = BigDecimal.valueOf(1000);
    private static final BigDecimal MIB = BigDecimal.valueOf(1L << 20);

    /** CPU in thousandths of a core and memory in MiB. */
    record Amount(long milliCpu, long mebibytes) {
        static final Amount NONE = new Amount(0, 0);

        static Amount of(Map<String, Quantity> quantities) {
            return new Amount(value(quantities, "cpu", MILLI, true), value(quantities, "memory", MIB, false));
        }

        private static long value(Map<String, Quantity> quantities, String name, BigDecimal unit, boolean times) {
            Quantity quantity = quantities == null ? null : quantities.get(name);
            if (quantity == null) {
                return 0;
            }
            BigDecimal amount = quantity.getNumericalAmount();
            return (times ? amount.multiply(unit) : amount.divide(unit, RoundingMode.UP)).longValue();
        }

        Amount plus(Amount other) {
            return new Amount(milliCpu + other.milliCpu, mebibytes + other.mebibytes);
        }

        Amount minus(Amount other) {
            return new Amount(milliCpu - other.milliCpu, mebibytes - other.mebibytes);
        }

        boolean holds(Amount other) {
            return milliCpu >= other.milliCpu && mebibytes >= other.mebibytes;
        }

        @Override
        public String toString() {
            return milliCpu + "m cpu and " + mebibytes + " MiB";
        }
    }

    /** What a node has: all that pods may ask for, and what none has asked for. */
    record NodeRoom(String name, Amount free, Amount all) {}

    /** What the pods without a node ask for, and what each node has free; a line each. */
    List<String> lines(Sight sight) {
        List<String> lines = new ArrayList<>();
        for (Pod pod : sight.pods()) {
            if (pod.getSpec().getNodeName() == null) {
                lines.add("asked for by " + pod.getMetadata().getName() + ": " + requests(pod));
            }
        }
        try {
            lines.addAll(free());
        } catch (FailureException e) {
            lines.add("what is free is not known: " + e.failure().why());
        }
        return lines;
    }

    private List<String> free() {
        List<Node> nodes = api.ask(ApiRequest.onAll("list", "nodes"), client -> client.nodes().list().getItems());
        List<Pod> pods = api.ask(ApiRequest.onAll("list", "pods"), client -> client.pods().inAnyNamespace().list().getItems());
        return rooms(nodes, pods).stream()
                .map(node -> "free on node " + node.name() + ": " + node.free() + " of " + node.all())
                .toList();
    }

    /** What each node has beside what the pods on it ask for. */
    static List<NodeRoom> rooms(List<Node> nodes, List<Pod> pods) {
        return nodes.stream()
                .map(node -> {
                    String name = node.getMetadata().getName();
                    Amount taken = sum(pods.stream().filter(pod -> name.equals(pod.getSpec().getNodeName()))
                            .filter(pod -> !List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase())), Room::requests);
                    Amount all = Amount.of(node.getStatus().getAllocatable());
                    return new NodeRoom(name, all.minus(taken), all);
                })
                .toList();
    }

    private static Amount requests(Pod pod) {
        return sum(Stream.concat(
                        pod.getSpec().getContainers().stream(),
                        pod.getSpec().getInitContainers().stream().filter(c -> "Always".equals(c.getRestartPolicy()))),
                (Container c) -> c.getResources() == null ? Amount.NONE : Amount.of(c.getResources().getRequests()));
    }

    private static <T> Amount sum(Stream<T> things, Function<T, Amount> amount) {
        return things.map(amount).reduce(Amount.NONE, Amount::plus);
    }
}
