package natscompat.mayhem.disk;

import java.util.Optional;
import natscompat.platform.SmallDisk;

/**
 * Every byte of a disk is taken. Its server gives some back, as by a stream that is deleted, and others become free when the
 * file system writes down what happened before: a write that goes through is no reason to give up, but to fill it again.
 */
final class NoRoom implements DiskTrouble {
    private static final int ROUNDS = 20;

    @Override
    public void begin(SmallDisk disk) {
        disk.fill();
    }

    @Override
    public String see(SmallDisk disk) {
        for (int i = 0; i < ROUNDS; i++) {
            Optional<String> refused = RefusedWrite.attempt(disk, "No space");
            if (refused.isPresent()) {
                return refused.get();
            }
            disk.fill();
        }
        throw new IllegalStateException("a write went through after each of " + ROUNDS + " fillings");
    }

    @Override
    public void end(SmallDisk disk) {
        disk.clear();
    }
}
