package natscompat.model.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a stream keeps its messages. */
public enum Storage {
    /** On disk. */
    @JsonProperty("file")
    FILE,
    /** In memory. */
    @JsonProperty("memory")
    MEMORY
}
