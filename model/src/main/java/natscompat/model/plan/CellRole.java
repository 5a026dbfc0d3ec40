package natscompat.model.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a cell is there for. */
public enum CellRole {
    /** The mixed cell that is asked about. */
    @JsonProperty("subject")
    SUBJECT,
    /** The same plan with the old release rolled to itself. */
    @JsonProperty("control-old")
    CONTROL_OLD,
    /** The same plan with the new release rolled to itself. */
    @JsonProperty("control-new")
    CONTROL_NEW
}
