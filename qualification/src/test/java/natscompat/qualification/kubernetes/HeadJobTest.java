package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadJobTest {
    private static final Map<String, String> LABELS = Map.of("nats-compat.io/run", "r", "job-name", "nc-r-head",
            "batch.kubernetes.io/job-name", "nc-r-head", "controller-uid", "u", "batch.kubernetes.io/controller-uid", "u");

    @Test
    void aJobThatWasGivenUpSaysWhyAndOneThatGoesOnDoesNot() {
        assertThat(HeadJob.failed(job("True"))).contains("Kubernetes has given it up: BackoffLimitExceeded: too often");
        assertThat(HeadJob.failed(job("False"))).isEmpty();
        assertThat(HeadJob.failed(new Job())).isEmpty();
        assertThat(HeadJob.succeeded(job("False"))).isFalse();
        assertThat(HeadJob.succeeded(new JobBuilder().withNewStatus().withSucceeded(1).endStatus().build())).isTrue();
    }

    @Test
    void madeAnewItIsTheSameJobWithoutItsPast() {
        Job anew = HeadJob.anew(job("True"));
        assertThat(anew.getMetadata().getName()).isEqualTo("nc-r-head");
        assertThat(anew.getMetadata().getUid()).isNull();
        assertThat(anew.getMetadata().getResourceVersion()).isNull();
        assertThat(anew.getStatus()).isNull();
        assertThat(anew.getSpec().getSelector()).isNull();
        assertThat(anew.getSpec().getBackoffLimit()).isEqualTo(20);
        assertThat(anew.getSpec().getTemplate().getMetadata().getLabels()).containsOnlyKeys("nats-compat.io/run");
        assertThat(anew.getMetadata().getLabels()).containsOnlyKeys("nats-compat.io/run");
    }

    private static Job job(String failed) {
        return new JobBuilder()
                .withNewMetadata().withName("nc-r-head").withNamespace("ns").withUid("u").withResourceVersion("7")
                .withLabels(LABELS).endMetadata()
                .withNewSpec().withBackoffLimit(20)
                .withNewSelector().withMatchLabels(Map.of("batch.kubernetes.io/controller-uid", "u")).endSelector()
                .withNewTemplate().withNewMetadata().withLabels(LABELS).endMetadata().endTemplate()
                .endSpec()
                .withNewStatus().addNewCondition().withType("Failed").withStatus(failed)
                .withReason("BackoffLimitExceeded").withMessage("too often").endCondition().endStatus()
                .build();
    }
}
