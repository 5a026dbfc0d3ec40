package natscompat.model.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a server is stopped in a roll. */
public enum StopStyle {
    /** SIGTERM: leaders are transferred, exit within 0.3 s as measured. */
    @JsonProperty("sigterm")
    SIGTERM,
    /** SIGUSR2: lame duck with duration 30 s and grace 100 ms. */
    @JsonProperty("lame-duck")
    LAME_DUCK
}
