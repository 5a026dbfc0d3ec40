package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuPressureTest {
    @TempDir
    Path folder;

    @Test
    void isTheShareOfTheTimeBetweenTwoLooks() throws IOException {
        Path file = folder.resolve("cpu");
        tell(file, 5_000_000);
        CpuPressure pressure = new CpuPressure(file);
        long began = System.nanoTime();
        Waiting.pause("some time", Duration.ofMillis(200));
        tell(file, 5_000_000 + 100_000);
        double share = pressure.look();
        double atMost = 100_000_000.0 / Duration.ofMillis(200).toNanos();
        assertThat(share).isBetween(100_000_000.0 / (System.nanoTime() - began), atMost);
        assertThat(pressure.look()).as("nobody waited since").isZero();
    }

    @Test
    void isNothingWhereTheKernelDoesNotTell() throws IOException {
        assertThat(new CpuPressure(folder.resolve("none")).look()).isZero();
        Path other = Files.writeString(folder.resolve("other"), "no such thing\n");
        assertThat(new CpuPressure(other).look()).isZero();
    }

    private static void tell(Path file, long micros) throws IOException {
        Files.writeString(file, "some avg10=96.50 avg60=91.17 avg300=84.53 total=" + micros
                + "\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n");
    }
}
