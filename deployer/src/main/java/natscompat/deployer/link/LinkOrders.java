package natscompat.deployer.link;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import natscompat.deployer.line.LineServer;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.Json;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Pair;

/**
 * Carries out what {@link RemoteLinks} asks for, one order a line. Thread-safe.
 *
 * @param links that are steered
 */
public record LinkOrders(Links links) implements LineServer.Answering {
    @Override
    public String answer(String line) {
        try {
            return Json.line(carryOut(Json.mapper().readValue(line, Wire.Order.class)));
        } catch (IOException e) {
            return Json.line(new Wire.Answer("that is no order: " + e.getMessage(), List.of()));
        }
    }

    private Wire.Answer carryOut(Wire.Order order) {
        try {
            Map<Pair, LinkPolicy> policies = new LinkedHashMap<>();
            order.sets().forEach(set -> policies.put(set.pair(), set.policy()));
            if (!policies.isEmpty()) {
                links.set(policies, order.change());
            }
            if (!order.resets().isEmpty()) {
                links.reset(order.resets());
            }
            return new Wire.Answer("", links.look());
        } catch (FailureException e) {
            return new Wire.Answer(e.failure().why(), List.of());
        }
    }
}
