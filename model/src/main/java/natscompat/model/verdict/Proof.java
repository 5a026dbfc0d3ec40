package natscompat.model.verdict;

import java.util.List;
import java.util.Map;

/**
 * The counters without which a cell is vacuous.
 *
 * @param served ok operations by release of the server that the client was connected to, while mixed
 * @param led streams and consumers led, by release, while mixed: number of intervals seen
 * @param directions ok operations by {@code connected release -> leading release}, while mixed
 * @param operations operations by outcome
 * @param phaseOperations ok operations of each workload by phase: {@code "phase 2 / kv-cas" -> 113}
 * @param faultsPlanned faults that were due
 * @param faultsObserved faults whose effect was seen
 * @param missing what is not proven, in words; empty means proven
 */
public record Proof(
        Map<String, Long> served,
        Map<String, Long> led,
        Map<String, Long> directions,
        Map<String, Long> operations,
        Map<String, Long> phaseOperations,
        int faultsPlanned,
        int faultsObserved,
        List<String> missing) {}
