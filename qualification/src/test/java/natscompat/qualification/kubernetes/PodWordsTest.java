package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PodWordsTest {
    @Test
    void whyAPodFindsNoNodeIsSaid() {
        assertThat(PodWords.obstacle(pod("""
                status:
                  phase: Pending
                  conditions:
                    - {type: PodScheduled, status: "False", message: "0/1 nodes are available: 1 Insufficient cpu."}
                """))).contains("p: 0/1 nodes are available: 1 Insufficient cpu.");
    }

    @Test
    void whyAnImageIsNotThereIsSaid() {
        assertThat(PodWords.obstacle(pod("""
                status:
                  phase: Pending
                  containerStatuses:
                    - name: runner
                      state: {waiting: {reason: ImagePullBackOff, message: "not found"}}
                """))).contains("p: ImagePullBackOff: not found");
    }

    @Test
    void aPodOnItsWayMeetsNoObstacle() {
        assertThat(PodWords.obstacle(pod("""
                status:
                  phase: Pending
                  containerStatuses:
                    - name: runner
                      state: {waiting: {reason: ContainerCreating}}
                """))).isEmpty();
        assertThat(PodWords.obstacle(pod(""))).isEmpty();
    }

    @Test
    void howAPodEndedIsSaid() {
        Pod pod = pod("""
                status:
                  phase: Failed
                  containerStatuses:
                    - name: runner
                      state: {terminated: {exitCode: 137, reason: OOMKilled}}
                """);
        assertThat(PodWords.end(pod)).contains("p ended with exit code 137, OOMKilled");
        assertThat(PodWords.over(pod)).isTrue();
        assertThat(PodWords.ready(pod)).isFalse();
    }

    @Test
    void itsLastWordsAreSaid() {
        assertThat(PodWords.end(pod("""
                status:
                  phase: Failed
                  containerStatuses:
                    - name: runner
                      state: {terminated: {exitCode: 254, reason: Error, message: "tried: claim\\nfailed because: no way\\n"}}
                """))).contains("p ended with exit code 254: tried: claim | failed because: no way");
    }

    @Test
    void aPodThatIsBeingDeletedDoesNotAnswer() {
        String ready = """
                status:
                  phase: Running
                  conditions:
                    - {type: Ready, status: "True"}
                """;
        assertThat(PodWords.ready(pod(ready))).isTrue();
        Pod going = pod(ready);
        going.getMetadata().setDeletionTimestamp("2026-11-21T12:00:00Z");
        assertThat(PodWords.ready(going)).isFalse();
    }

    @Test
    void aPodThatIsThereLongAfterItsTimeHangsOnItsNode() {
        Pod going = pod("spec: {nodeName: far}\n");
        going.getMetadata().setDeletionTimestamp("2026-11-21T12:00:00Z");
        assertThat(PodWords.hangs(going, Instant.parse("2026-11-21T12:00:50Z"))).isEmpty();
        assertThat(PodWords.hangs(going, Instant.parse("2026-11-21T12:01:10Z"))).get().asString()
                .contains("p was to be gone at 2026-11-21T12:00:00Z", "its node far does not answer");
        assertThat(PodWords.hangs(pod(""), Instant.parse("2026-11-21T12:01:10Z"))).isEmpty();
    }

    private static Pod pod(String status) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                """ + status, Pod.class);
    }
}
