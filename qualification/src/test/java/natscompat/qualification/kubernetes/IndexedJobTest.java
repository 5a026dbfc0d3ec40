package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import org.junit.jupiter.api.Test;

class IndexedJobTest {
    @Test
    void indexesComeInRanges() {
        assertThat(IndexedJob.indexes("")).isEmpty();
        assertThat(IndexedJob.indexes("7")).containsExactly(7);
        assertThat(IndexedJob.indexes("1,3-5,9")).containsExactly(1, 3, 4, 5, 9);
    }

    @Test
    void aRunnerThatEndedWellAndBroughtNothingIsNamed() {
        assertThat(IndexedJob.completed(new JobStatusBuilder().withCompletedIndexes("0,2").build()))
                .containsOnlyKeys(0, 2)
                .containsEntry(2, "its runner ended without bringing it");
        assertThat(IndexedJob.completed(new JobStatusBuilder().build())).isEmpty();
    }
}
