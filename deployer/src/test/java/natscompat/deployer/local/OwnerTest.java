package natscompat.deployer.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;

class OwnerTest {
    private static final Owner US = Owner.self();
    /** Our process id, begun at another time: a process that is gone. */
    private static final Owner DEAD = new Owner(US.pid(), US.place(), US.start() + "0");
    /** The same, seen from outside of the container that it lives in. */
    private static final Owner ELSEWHERE = new Owner(US.pid(), US.place() + 1, DEAD.start());

    @Test
    void what_is_written_is_read() {
        assertThat(Owner.parse(US.toString())).contains(US);
        assertThat(Owner.parse("7@8:Mon_Jan__5_10:11:12_2026")).contains(new Owner(7, 8, "Mon_Jan__5_10:11:12_2026"));
        assertThat(List.of("", "7", "7:8", "x@8:9", "7@8:")).allSatisfy(text -> assertThat(Owner.parse(text)).isEmpty());
    }

    @Test
    void only_what_is_known_to_be_gone_is_gone() {
        assertThat(US.gone()).isFalse();
        assertThat(DEAD.gone()).isTrue();
        assertThat(ELSEWHERE.gone()).isFalse();
    }

    @Test
    void a_server_of_another_pid_namespace_is_no_left_over() throws IOException {
        Process orphan = started(DEAD);
        Process theirs = started(ELSEWHERE);
        try {
            assertThat(Waiting.reached("the left-over", Duration.ofSeconds(5), Duration.ofMillis(10), () -> found(orphan))).isTrue();
            assertThat(Waiting.reached("the other", Duration.ofSeconds(5), Duration.ofMillis(10), () -> Leftovers.marked().stream()
                            .anyMatch(left -> left.pid() == theirs.pid())))
                    .isTrue();
            assertThat(found(theirs)).isFalse();
        } finally {
            orphan.destroyForcibly();
            theirs.destroyForcibly();
        }
    }

    private static Process started(Owner owner) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "60");
        owner.mark(builder.environment());
        return builder.start();
    }

    private static boolean found(Process process) {
        return Leftovers.list().stream().anyMatch(left -> left.pid() == process.pid());
    }
}
