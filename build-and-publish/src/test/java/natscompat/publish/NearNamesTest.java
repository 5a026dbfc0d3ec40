package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {
    private static final List<String> NAMES = List.of("main", "v2.9.0", "v2.9.9", "v2.14.5", "v2.14.4", "release/v2.12");

    @Test
    void names_with_few_letters_changed_are_near_the_nearest_first() {
        assertThat(NearNames.near("v2.14.6", NAMES)).startsWith("v2.14.5", "v2.14.4");
        assertThat(NearNames.near("mian", NAMES)).isEmpty();
        assertThat(NearNames.near("mein", NAMES)).containsExactly("main");
    }

    @Test
    void a_part_of_a_name_is_near_it() {
        assertThat(NearNames.near("v2.12", NAMES)).contains("release/v2.12");
    }

    @Test
    void nothing_near_says_nothing() {
        assertThat(NearNames.clause("completely-different", NAMES)).isEmpty();
    }
}
