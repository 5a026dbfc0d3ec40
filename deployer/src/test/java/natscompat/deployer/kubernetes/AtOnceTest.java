package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AtOnceTest {
    @Test
    void each_goes_on_while_the_others_wait_and_answers_keep_their_order() {
        CountDownLatch all = new CountDownLatch(3);
        assertThat(AtOnce.each(List.of("a", "b", "c"), thing -> {
            all.countDown();
            return thing + met(all);
        })).containsExactly("atrue", "btrue", "ctrue");
    }

    private static boolean met(CountDownLatch all) {
        try {
            return all.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void the_first_failure_in_their_order_is_told_when_all_have_ended() {
        AtomicInteger done = new AtomicInteger();
        assertThatThrownBy(() -> AtOnce.each(List.of(1, 2, 3), number -> {
            done.incrementAndGet();
            if (number > 1) {
                throw new IllegalStateException("number " + number);
            }
            return number;
        })).isInstanceOf(IllegalStateException.class).hasMessage("number 2");
        assertThat(done).hasValue(3);
    }
}
