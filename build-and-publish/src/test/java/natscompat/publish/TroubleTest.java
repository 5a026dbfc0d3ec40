package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class TroubleTest {
    @Test
    void what_may_not_be_written_is_named_and_a_repository_is_blamed_only_where_it_is_one() {
        assertThat(Trouble.of("record it", new AccessDeniedException("/srv/built/ledger.jsonl.part")).failure())
                .satisfies(failure -> {
                    assertThat(failure.why()).contains("/srv/built/ledger.jsonl.part");
                    assertThat(failure.next()).doesNotContain("worktrees");
                });
        assertThat(Trouble.of("build it", new AccessDeniedException("/srv/nats/.git/worktrees")).failure().next())
                .contains("name its URL");
    }
}
