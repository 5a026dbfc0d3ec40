package natscompat.publish;

import java.util.List;
import natscompat.model.failure.Failure;
import natscompat.publish.record.LedgerEntry;

/**
 * What became of each release that was asked for, in that order.
 *
 * @param results one each
 */
public record NodeReport(List<Result> results) {
    /** Copies what it is given. */
    public NodeReport {
        results = List.copyOf(results);
    }

    /** What became of one. */
    public sealed interface Result {
        /** What was asked for. */
        ReleaseList.Asked asked();
    }

    /**
     * It is built, and pushed if that was asked for.
     *
     * @param fresh whether anything had to be done
     */
    public record Done(ReleaseList.Asked asked, LedgerEntry entry, boolean fresh) implements Result {}

    /** It failed; the others went on. */
    public record Failed(ReleaseList.Asked asked, Failure failure) implements Result {}

    /** Those that failed. */
    public List<Failed> failed() {
        return results.stream().filter(Failed.class::isInstance).map(Failed.class::cast).toList();
    }

    /** 0, or the highest exit code of those that failed. */
    public int exitCode() {
        return failed().stream().mapToInt(f -> f.failure().category().exitCode()).max().orElse(0);
    }
}
