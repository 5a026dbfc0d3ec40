package natscompat.qualification.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.Json;
import natscompat.qualification.head.Order;

/**
 * An order that the head may not have yet: {@code order.json} in the run folder here, from before anything is made in
 * Kubernetes until the head has it. Whoever attaches meanwhile hands it over; the same order twice changes nothing.
 */
record PendingOrder(Path home) {
    private Path file() {
        return home.resolve("order.json");
    }

    void write(Order order) {
        try {
            Json.write(file(), order);
        } catch (IOException e) {
            throw trouble("write", e);
        }
    }

    Optional<Order> read() {
        try {
            return Files.exists(file()) ? Optional.of(Json.read(file(), Order.class)) : Optional.empty();
        } catch (IOException e) {
            throw trouble("read", e);
        }
    }

    /** The head has it. */
    void remove() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw trouble("remove", e);
        }
    }

    private FailureException trouble(String verb, IOException e) {
        return Failure.environment(verb + " " + file(), String.valueOf(e), "See that the run folder can be written.").causedBy(e);
    }
}
