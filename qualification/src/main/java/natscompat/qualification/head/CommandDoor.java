package natscompat.qualification.head;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import natscompat.model.failure.Failure;

/** What the command line may ask of a head: begin, tell, stop, hand the run folder over, end. Thread-safe. */
final class CommandDoor {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final EventLog log;
    private final Course course;

    CommandDoor(EventLog log, Course course) {
        this.log = log;
        this.course = course;
    }

    Map<String, HeadServer.Answer> routes() {
        return Map.of(
                "PUT /v1/order", this::order,
                "GET /v1/events", this::events,
                "POST /v1/stop", this::stop,
                "GET /v1/manifest", this::manifest,
                "GET /v1/parcel", this::parcel,
                "POST /v1/done", this::done);
    }

    private void order(Call call) throws IOException {
        Order order = call.json(Order.class);
        if (order.schema() != Order.SCHEMA) {
            throw Failure.input("begin the run " + order.run(), "its order is of schema " + order.schema()
                    + ", this head knows " + Order.SCHEMA, "Publish the runner image of this version.");
        }
        if (course.begin(order)) {
            call.nothing();
        } else {
            call.refuse(Call.LATE, Failure.input("begin the run " + order.run(), "this head has another one",
                    "Begin it under another id.").failure());
        }
    }

    private void events(Call call) throws IOException {
        int from = call.number("from");
        Duration wait = Duration.ofMillis(call.number("wait"));
        // Asked before the log is read: what comes between the two is on the next page.
        if (!course.ended()) {
            log.await(from, wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        }
        boolean ended = course.ended();
        List<EventLog.Told> told = log.from(from);
        int next = from + told.size();
        call.answer(Call.OK, new Page(told, told.isEmpty() ? log.now() : List.of(), next,
                ended && next >= log.size(), Instant.now()));
    }

    private void stop(Call call) throws IOException {
        course.stop(call.query("why"));
        call.nothing();
    }

    private void manifest(Call call) throws IOException {
        Optional<Manifest> manifest = course.manifest();
        if (manifest.isPresent()) {
            call.answer(Call.OK, manifest.get());
        } else {
            call.refuse(Call.NOT_YET, Failure.environment(
                    "list the run folder", "the run still goes on", "Ask again when it has ended.").failure());
        }
    }

    private void parcel(Call call) throws IOException {
        String group = call.query("group");
        SortedMap<String, Manifest> groups = course.manifest().map(Manifest::groups).orElseThrow(() -> Failure.input(
                "fetch " + group, "the run still goes on", "Fetch it when it has ended."));
        Manifest wanted = groups.get(group);
        if (wanted == null) {
            throw Failure.input("fetch " + group, "the run folder has none of it; it has " + groups.keySet(),
                    "Ask for the manifest first.");
        }
        Path folder = group.equals(Manifest.TOP) ? course.folder() : course.folder().resolve(group);
        try (OutputStream out = call.stream()) {
            Parcel.write(folder, wanted, out);
        }
    }

    private void done(Call call) throws IOException {
        String digest = call.query("manifest");
        if (course.manifest().filter(m -> m.digest().equals(digest)).isPresent()) {
            call.nothing();
            course.fetched();
        } else {
            call.refuse(Call.LATE, Failure.input("end the head", "the run folder was not fetched as it is here",
                    "Fetch what differs from the manifest.").failure());
        }
    }
}
