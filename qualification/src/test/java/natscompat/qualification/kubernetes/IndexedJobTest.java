package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IndexedJobTest {
    @Test
    void indexesComeInRanges() {
        assertThat(IndexedJob.indexes("")).isEmpty();
        assertThat(IndexedJob.indexes("7")).containsExactly(7);
        assertThat(IndexedJob.indexes("1,3-5,9")).containsExactly(1, 3, 4, 5, 9);
    }
}
