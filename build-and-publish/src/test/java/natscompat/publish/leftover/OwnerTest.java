package natscompat.publish.leftover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class OwnerTest {
    @Test
    void this_process_is_alive_and_reads_back_from_its_text() {
        Owner self = Owner.current();

        assertThat(self.state()).isEqualTo(Owner.State.ALIVE);
        assertThat(Owner.parse(self.text())).contains(self);
    }

    @Test
    void a_killed_process_is_dead_even_before_anybody_waited_for_it() throws IOException, InterruptedException {
        Process child = new ProcessBuilder("sleep", "60").start();
        Process parent = child.destroyForcibly();
        parent.waitFor();

        assertThat(new Owner(Owner.current().place(), child.pid(), 1).state()).isEqualTo(Owner.State.DEAD);
    }

    @Test
    void a_process_elsewhere_is_not_for_us_to_say() {
        assertThat(new Owner("00000001", 1, 1).state()).isEqualTo(Owner.State.ELSEWHERE);
    }
}
