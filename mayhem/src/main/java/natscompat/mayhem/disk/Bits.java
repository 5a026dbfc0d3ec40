package natscompat.mayhem.disk;

import java.io.IOException;
import java.util.Random;
import java.util.TreeSet;
import natscompat.model.time.Draws;
import natscompat.platform.store.Store;

/** Changes single bytes of files. */
final class Bits {
    private Bits() {}

    /** Flips two drawn bits. */
    static String flip(Store store, String file, Draws draws) throws IOException {
        Random random = draws.random();
        long size = StoreFiles.size(store, file);
        TreeSet<Long> places = new TreeSet<>();
        while (places.size() < Math.min(2, size)) {
            places.add(random.nextLong(size));
        }
        for (long at : places) {
            byte[] one = store.read(file, at, 1);
            one[0] = (byte) (one[0] ^ (1 << random.nextInt(Byte.SIZE)));
            store.write(file, at, one);
        }
        return "flipped one bit each at " + places + " of " + size;
    }
}
