package natscompat.platform;

/** Signals that faults send to a server's process. */
public enum Signal {
    /** End at once, nothing said. */
    KILL,
    /** Stop running until CONT. */
    STOP,
    /** Go on running. */
    CONT,
    /** Reload the configuration. */
    HUP,
    /** Stop in good order. */
    TERM,
    /** Lame duck. */
    USR2,
    /** Stop at once, in good order. */
    INT
}
