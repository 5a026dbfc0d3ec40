package natscompat.mayhem.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.TreeSet;
import natscompat.model.time.Draws;

/** Changes single bytes of files. */
final class Bits {
    private Bits() {}

    /** Flips two drawn bits. */
    static String flip(Path file, Draws draws) throws IOException {
        Random random = draws.random();
        TreeSet<Long> places = new TreeSet<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            while (places.size() < Math.min(2, size)) {
                places.add(random.nextLong(size));
            }
            for (long at : places) {
                ByteBuffer one = ByteBuffer.allocate(1);
                channel.read(one, at);
                one.put(0, (byte) (one.get(0) ^ (1 << random.nextInt(Byte.SIZE))));
                one.rewind();
                channel.write(one, at);
            }
            return "flipped one bit each at " + places + " of " + size;
        }
    }
}
