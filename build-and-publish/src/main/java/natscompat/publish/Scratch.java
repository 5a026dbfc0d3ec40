package natscompat.publish;

import java.io.IOException;
import java.nio.file.Path;
import natscompat.publish.leftover.Owner;
import natscompat.publish.leftover.WorkFolder;

/** A temporary folder that is gone when it is closed, or with the next clean-up when we are killed before. */
record Scratch(WorkFolder work) implements AutoCloseable {
    static Scratch in(Path base) throws IOException {
        return new Scratch(WorkFolder.create(base, Owner.current()));
    }

    Path folder() {
        return work.path();
    }

    @Override
    public void close() throws IOException {
        work.delete();
    }
}
