package natscompat.model.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class MachineTroubleTest {
    @Test
    void whatTheSystemSaysOfDisksIsTheMachines() {
        assertThat(MachineTrouble.in(new IOException("Input/output error"))).hasValueSatisfying(said ->
                assertThat(said).contains("Input/output error"));
        assertThat(MachineTrouble.in(new FileSystemException("events.jsonl", null, "Too many open files"))).isPresent();
        assertThat(MachineTrouble.in(new UncheckedIOException("write an event", new IOException("No space left on device"))))
                .isPresent();
    }

    @Test
    void whatWeDidToAFileIsOurs() {
        assertThat(MachineTrouble.in(new NoSuchFileException("events.jsonl"))).isEmpty();
        assertThat(MachineTrouble.in(new IOException("history-0.jsonl line 3: Unrecognized token"))).isEmpty();
        assertThat(MachineTrouble.in(new IOException("history-0.jsonl line 3: \"No space left on device\" was not expected")))
                .isEmpty();
        assertThat(MachineTrouble.in(new IllegalStateException("Input/output error"))).as("no file's affair").isEmpty();
        assertThat(MachineTrouble.in(new OutOfMemoryError())).isEmpty();
    }
}
