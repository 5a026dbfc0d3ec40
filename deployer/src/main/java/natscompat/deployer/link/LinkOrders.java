package natscompat.deployer.link;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.deployer.line.LineServer;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.Json;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Pair;

/**
 * Carries out what {@link RemoteLinks} asks for, one order a line. An order that sets policies is refused once a newer one
 * of the same asker was carried out: a process that was frozen reads late what nobody waits for any more, and cuts must
 * not come back after they were healed. One instance a proxy. Thread-safe.
 */
public final class LinkOrders implements LineServer.Answering {
    private final Map<String, Long> newest = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Links links;

    /** Steers these links. */
    public LinkOrders(Links links) {
        this.links = links;
    }

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
            if (!order.sets().isEmpty()) {
                inTurn(order);
            }
            if (!order.resets().isEmpty()) {
                links.reset(order.resets());
            }
            return new Wire.Answer("", links.look());
        } catch (FailureException e) {
            return new Wire.Answer(e.failure().why(), List.of());
        }
    }

    /** The same order may come twice, over a new connection. */
    private void inTurn(Wire.Order order) {
        Map<Pair, LinkPolicy> policies = new LinkedHashMap<>();
        order.sets().forEach(set -> policies.put(set.pair(), set.policy()));
        lock.lock();
        try {
            long before = newest.getOrDefault(order.asker(), 0L);
            if (order.number() < before) {
                throw Failure.deploy("set policies of links", "order " + order.number() + " comes too late: order "
                        + before + " was carried out", "Nothing is to be done: the newer one holds.");
            }
            newest.put(order.asker(), order.number());
            links.set(policies, order.change());
        } finally {
            lock.unlock();
        }
    }
}
