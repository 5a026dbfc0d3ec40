package natscompat.model.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** How an attempt or an operation ended (SEMANTICS.md 1). */
public enum Outcome {
    /** It certainly happened. */
    @JsonProperty("ok")
    OK,
    /** It certainly did not happen. */
    @JsonProperty("fail")
    FAIL,
    /** Nobody knows. */
    @JsonProperty("info")
    INFO;

    /** The outcome of an operation from those of its attempts: any ok, else any info, else fail. */
    public static Outcome join(List<Outcome> attempts) {
        if (attempts.contains(OK)) {
            return OK;
        }
        return attempts.contains(INFO) || attempts.isEmpty() ? INFO : FAIL;
    }
}
