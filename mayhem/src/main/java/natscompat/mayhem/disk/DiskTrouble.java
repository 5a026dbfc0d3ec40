package natscompat.mayhem.disk;

import natscompat.platform.SmallDisk;

/** What goes wrong with the disk of a server that runs. */
interface DiskTrouble {
    /** Begins it; the server writes to this disk. */
    void begin(SmallDisk disk);

    /**
     * Waits until it shows to somebody else who writes there.
     *
     * @return what was seen
     */
    String see(SmallDisk disk);

    /** Ends it; may come more than once, and before it began. */
    void end(SmallDisk disk);
}
