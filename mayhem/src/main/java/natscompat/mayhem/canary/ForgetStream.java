package natscompat.mayhem.canary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.model.time.Waiting;

/** A stream whose creation was acknowledged goes. */
final class ForgetStream implements Canary {
    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    @Override
    public String name() {
        return "forget-stream";
    }

    @Override
    public String line() {
        return "deletes a stream that a workload made and did not delete";
    }

    @Override
    public String promise() {
        return "assets-exist";
    }

    @Override
    public Set<String> workloads() {
        return Set.of("add-remove-streams");
    }

    @Override
    public void breakIt(CanaryContext context) {
        Hand hand = new Hand(this, context);
        hand.target();
        Set<String> others = context.targets().stream()
                .filter(target -> !workloads().contains(target.workload()))
                .flatMap(target -> target.streams().stream())
                .collect(Collectors.toSet());
        String stream = Waiting.until("a stream of " + workloads(), ENOUGH, POLL, () -> {
            List<String> names = new ArrayList<>();
            hand.request("$JS.API.STREAM.NAMES").path("streams").forEach(name -> names.add(name.asText()));
            names.removeAll(others);
            return names.isEmpty()
                    ? Waiting.Look.notYet("only " + others)
                    : Waiting.Look.there(context.draws().at("stream").pick(names.stream().sorted().toList()));
        });
        hand.request("$JS.API.STREAM.DELETE." + stream);
        hand.broken("deleted the stream " + stream);
    }
}
