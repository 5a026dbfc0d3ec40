package natscompat.mayhem.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import natscompat.platform.SmallDisk;
import org.junit.jupiter.api.Test;

/** A disk whose server gives room back is filled again; one that never fills is no full disk. */
class NoRoomTest {
    /** One that has room again after each of its first fillings. */
    private static final class Disk implements SmallDisk {
        private final int leaks;
        private final String refusal;
        private int fillings;

        private Disk(int leaks, String refusal) {
            this.leaks = leaks;
            this.refusal = refusal;
        }

        @Override
        public void fill() {
            fillings++;
        }

        @Override
        public Duration write() throws IOException {
            if (fillings <= leaks) {
                return Duration.ofMillis(4);
            }
            throw new IOException(refusal);
        }

        @Override
        public void clear() {
            throw new AssertionError("not asked for");
        }

        @Override
        public void failWrites() {
            throw new AssertionError("not asked for");
        }

        @Override
        public void hold(Duration time) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void letGo() {
            throw new AssertionError("not asked for");
        }

        @Override
        public void remove() {
            throw new AssertionError("not asked for");
        }
    }

    private static String seen(Disk disk) {
        NoRoom trouble = new NoRoom();
        trouble.begin(disk);
        return trouble.see(disk);
    }

    @Test
    void room_that_a_server_gave_back_is_filled_again() {
        Disk disk = new Disk(2, "No space left on device");

        assertThat(seen(disk)).isEqualTo("a write fails with \"No space\"");
        assertThat(disk.fillings).isEqualTo(3);
    }

    @Test
    void a_disk_that_never_fills_is_no_full_one() {
        assertThatThrownBy(() -> seen(new Disk(Integer.MAX_VALUE, "")))
                .hasMessage("a write went through after each of 20 fillings");
    }

    @Test
    void another_reason_is_no_full_disk() {
        assertThatThrownBy(() -> seen(new Disk(0, "Read-only file system")))
                .hasMessage("a write failed for another reason: Read-only file system");
    }
}
