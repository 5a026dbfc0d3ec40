package natscompat.qualification.head;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import natscompat.model.failure.Failure;
import natscompat.publish.leftover.Trees;

/** The command line's side of a head. Waits for a head that cannot be reached, as long as its patience lasts. Thread-safe. */
public final class HeadClient implements AutoCloseable {
    /** Longer than an upgrade of a control plane takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Calls calls;

    /**
     * Asks nothing yet.
     *
     * @param notices told, a line each, when the head cannot be reached and when it can be again
     */
    public HeadClient(Way way, Token token, Consumer<String> notices) {
        this(way, token, PATIENCE, notices);
    }

    HeadClient(Way way, Token token, Duration patience, Consumer<String> notices) {
        calls = new Calls(way, token, patience, notices);
    }

    /** Says what is to be done; the same again changes nothing. */
    public void order(Order order) {
        checked("begin the run", calls.send("PUT", "/v1/order", order));
    }

    /** Ends the run early: cells that run come to their end and are judged, others are not begun. */
    public void stop(String why) {
        checked("stop the run", calls.ask("POST", "/v1/stop?why=" + quoted(why)));
    }

    /** What was told from that number on; waits a moment when there is nothing newer. */
    Page events(long from, Duration wait) {
        return read(checked("follow the run",
                calls.ask("GET", "/v1/events?from=" + from + "&wait=" + wait.toMillis())), Page.class);
    }

    Manifest manifest() {
        return read(checked("list the run folder", calls.ask("GET", "/v1/manifest")), Manifest.class);
    }

    /** Fetches one part of the run folder into an empty folder, which is made anew for each try. */
    Manifest parcel(String group, Path into) {
        return calls.download("/v1/parcel?group=" + quoted(group), body -> {
            Trees.delete(into);
            return Parcel.unpack(body, into);
        });
    }

    /** Everything is here: the head may end. */
    void done(Manifest manifest) {
        checked("end the head", calls.ask("POST", "/v1/done?manifest=" + manifest.digest()));
    }

    private static Calls.Reply checked(String what, Calls.Reply reply) {
        if (reply.status() >= Call.BAD) {
            throw Calls.refused(what, reply);
        }
        return reply;
    }

    private static <T> T read(Calls.Reply reply, Class<T> type) {
        try {
            return reply.json(type);
        } catch (IOException e) {
            throw Failure.bug("read what the head answered", String.valueOf(e), "Report it.").causedBy(e);
        }
    }

    private static String quoted(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        calls.close();
    }
}
