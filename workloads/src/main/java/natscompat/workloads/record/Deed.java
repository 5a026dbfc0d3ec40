package natscompat.workloads.record;

/** What an attempt wanted to do: the same error may mean different things. */
public enum Deed {
    /** A message stored in a stream, a compare-and-set included. */
    PUBLISH,
    /** A stream or consumer made. */
    CREATE,
    /** A stream removed. */
    DELETE,
    /** A read; it changes nothing. */
    READ,
    /** A delivery acknowledged. */
    ACK
}
