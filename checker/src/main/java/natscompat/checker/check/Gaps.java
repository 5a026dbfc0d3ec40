package natscompat.checker.check;

import java.util.ArrayList;
import java.util.List;
import natscompat.checker.index.Refusals;
import natscompat.checker.index.Span;
import natscompat.model.history.Operation;

/** Stretches in which nothing was served that lasted too long. Stateless. */
final class Gaps {
    /** An election takes 4 to 9 s and votes can split: three in a row fit. */
    static final long LIMIT = 30 * Span.SECOND;

    private Gaps() {}

    /**
     * The gaps between what was served, each within one window.
     *
     * @param windows in which something had to be served, in order
     * @param operations in the order of completion
     * @param ended when whoever asks ended by itself; time does not pass for it any more
     */
    static List<Span> of(List<Span> windows, List<Operation> operations, long ended) {
        List<Operation> served = operations.stream().filter(Refusals::served).toList();
        List<Span> gaps = new ArrayList<>();
        int next = 0;
        for (Span window : windows) {
            long since = window.from();
            long until = Math.min(window.to(), ended);
            while (next < served.size() && served.get(next).completed() <= until) {
                long at = served.get(next++).completed();
                if (at > since) {
                    add(gaps, since, at);
                    since = at;
                }
            }
            add(gaps, since, until);
        }
        return gaps;
    }

    private static void add(List<Span> gaps, long since, long until) {
        if (until - since > LIMIT) {
            gaps.add(new Span(since, until));
        }
    }
}
