package natscompat.generator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes and shares as people of Kubernetes type them. */
class ResourcesTest {
    @ParameterizedTest
    @CsvSource({"512Mi, 536870912", "10Gi, 10737418240", "1G, 1000000000", "4096, 4096", "3k, 3000", "1Ti, 1099511627776"})
    void a_size_has_a_unit_of_kubernetes(String text, long bytes) {
        assertThat(Quantity.of(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10 Gi", "10GB", "ten", "-1Gi", "1.5Gi"})
    void another_size_is_refused(String text) {
        assertThatThrownBy(() -> Quantity.of(text)).isInstanceOf(FailureException.class).hasMessageContaining("10Gi");
    }

    @ParameterizedTest
    @CsvSource({"250m, 250", "2, 2000"})
    void processors_come_whole_or_in_thousandths(String text, int milli) {
        assertThat(Cpu.of(text).milli()).isEqualTo(milli);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0.5", "2 m", "half"})
    void another_share_is_refused(String text) {
        assertThatThrownBy(() -> Cpu.of(text)).isInstanceOf(FailureException.class).hasMessageContaining("250m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "                     |                   | 100m 1 512Mi 512Mi",
        "                     | memory=1Gi        | 100m 1 1Gi 1Gi",
        " memory=1Gi          |                   | 100m 1 1Gi 1Gi",
        " memory=1Gi          | memory=2Gi        | 100m 1 1Gi 2Gi",
        " cpu=2               |                   | 2 2 512Mi 512Mi",
        "                     | cpu=50m           | 50m 50m 512Mi 512Mi",
        " cpu=250m,memory=1Gi | cpu=2, memory=1Gi | 250m 2 1Gi 1Gi"
    })
    void what_is_named_once_holds_for_both(String requests, String limits, String all) {
        Resources read = Resources.of(Optional.ofNullable(requests), Optional.ofNullable(limits));
        assertThat(read.cpuRequest().text() + " " + read.cpuLimit().text() + " " + read.memoryRequest().text() + " "
                + read.memoryLimit().text()).isEqualTo(all);
    }

    @Test
    void a_request_above_its_limit_is_refused() {
        assertThatThrownBy(() -> Resources.of(Optional.of("memory=2Gi"), Optional.of("memory=1Gi")))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("it asks for cpu=100m,memory=2Gi");
    }

    @Test
    void another_resource_is_refused() {
        assertThatThrownBy(() -> Resources.of(Optional.of("gpu=1"), Optional.empty()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("neither cpu= nor memory=");
    }
}
