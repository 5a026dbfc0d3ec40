package natscompat.model.history;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a fault has come. It counts only once it was observed. */
public enum FaultState {
    /** About to be injected; on disk before anything happens. */
    @JsonProperty("planned")
    PLANNED,
    /** The injection was carried out. */
    @JsonProperty("sent")
    SENT,
    /** Its effect was seen from outside. */
    @JsonProperty("observed")
    OBSERVED,
    /** Its effect was seen to be gone. */
    @JsonProperty("healed")
    HEALED,
    /** The phase ended, or a quorum would have broken, before it came. */
    @JsonProperty("not-due")
    NOT_DUE,
    /** It could not be injected, observed or healed. */
    @JsonProperty("failed")
    FAILED
}
