package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {
    @TempDir
    Path folder;

    @Test
    void lessThanMustStayFreeIsRefusedWithBothFigures() {
        assertThatThrownBy(() -> Room.require(folder.resolve("runs/new"), Long.MAX_VALUE))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("begin a run in " + folder)
                .hasMessageContaining("MiB are free there, and 8,796,093,022,207 MiB must stay free")
                .hasMessageContaining("--out");
    }

    @Test
    void foldersThatAreNotThereYetAreWhereTheirParentsAre() {
        assertThatCode(() -> Room.require(folder.resolve("a/b/c"), 1)).doesNotThrowAnyException();
    }
}
