package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import natscompat.checker.verdict.FailOn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachmentTest {
    @TempDir
    Path home;

    @Test
    void whereARunIsStandsInItsFolderUntilItIsHome() {
        Attachment attachment =
                new Attachment("r", "ns", Optional.of("kind"), Set.of(FailOn.NEW), Optional.of("v2.14.5"));
        assertThat(Attachment.read(home)).isEmpty();
        attachment.write(home);
        assertThat(Attachment.read(home)).contains(attachment);
        assertThat(Attachment.isFetched(home)).isFalse();
        Attachment.fetched(home);
        assertThat(Attachment.isFetched(home)).isTrue();
        Attachment.remove(home);
        assertThat(Attachment.isFetched(home)).isFalse();
        assertThat(Attachment.read(home)).isEmpty();
        Attachment.remove(home);
    }
}
