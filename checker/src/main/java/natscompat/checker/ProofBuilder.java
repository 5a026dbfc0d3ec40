package natscompat.checker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import natscompat.checker.index.Index;
import natscompat.checker.index.Leaders;
import natscompat.checker.index.Phase;
import natscompat.checker.index.Span;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.Step;
import natscompat.model.release.BuiltRelease;
import natscompat.model.verdict.Proof;

/** Counts what shows that a cell tested what it says, and names what is missing. */
final class ProofBuilder {
    /** Nothing served for so long is a finding of `available`. */
    private static final long LONG = 30 * Span.SECOND;

    private final Index index;
    private final Map<String, Long> served = new TreeMap<>();
    private final Map<String, Long> led = new TreeMap<>();
    private final Map<String, Long> directions = new TreeMap<>();
    private final Map<String, Long> operations = new TreeMap<>();
    private final Map<String, Long> phaseOperations = new TreeMap<>();
    private final Map<Integer, Set<String>> servedIn = new TreeMap<>();
    private final Map<Integer, Set<String>> wroteIn = new TreeMap<>();
    private final Map<Integer, Set<String>> ledIn = new TreeMap<>();
    private final Set<String> mixedReleases = new TreeSet<>();
    private final List<String> missing = new ArrayList<>();

    private ProofBuilder(Index index) {
        this.index = index;
    }

    /**
     * The proof of one run.
     *
     * @param releases what was built
     * @param unproven what the checks could not see
     */
    static Proof of(Index index, List<BuiltRelease> releases, Collection<String> unproven) {
        ProofBuilder builder = new ProofBuilder(index);
        builder.count();
        builder.phases();
        builder.mixes();
        builder.directions();
        builder.missing.addAll(LeadProof.missing(index));
        builder.missing.addAll(OrderProof.missing(index));
        builder.steps();
        builder.missing.addAll(new BinaryProof(index, releases).missing());
        FaultProof faults = FaultProof.of(index);
        builder.missing.addAll(faults.missing());
        builder.end();
        builder.missing.addAll(unproven);
        return new Proof(
                builder.served,
                builder.led,
                builder.directions,
                builder.operations,
                builder.phaseOperations,
                faults.due(),
                faults.observed(),
                List.copyOf(builder.missing));
    }

    private void count() {
        for (Operation op : index.operations()) {
            operations.merge(op.outcome().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
            boolean load = op.kind() != OperationKind.LAST_LIST;
            Phase phase = load && op.ok() ? index.timeline().phaseAt(op.completed()).orElse(null) : null;
            if (phase == null) {
                continue;
            }
            phaseOperations.merge(key(phase.index(), op.workload()), 1L, Long::sum);
            if (phase.mixed()) {
                direction(op, phase);
            }
        }
        for (Phase phase : index.timeline().phases()) {
            if (phase.mixed()) {
                index.leaders().of(phase.span()).forEach(reign -> {
                    led.merge(reign.release(), 1L, Long::sum);
                    ledIn.computeIfAbsent(phase.index(), key -> new TreeSet<>()).add(reign.release());
                });
            }
        }
    }

    private void direction(Operation op, Phase phase) {
        String release = index.timeline().releaseAt(op.server(), op.completed());
        if (release.isEmpty()) {
            return;
        }
        served.merge(release, 1L, Long::sum);
        servedIn.computeIfAbsent(phase.index(), key -> new TreeSet<>()).add(release);
        if (writes(op)) {
            wroteIn.computeIfAbsent(phase.index(), key -> new TreeSet<>()).add(release);
        }
        Leaders.assetOf(op)
                .flatMap(asset -> index.leaders().during(asset, Span.between(op.invoked(), op.completed())))
                .ifPresent(reign -> directions.merge(release + " -> " + reign.release(), 1L, Long::sum));
    }

    /** A read or a delivery may come from a replica or from before: only a write shows a server at work in a mix. */
    private static boolean writes(Operation op) {
        return switch (op.kind()) {
            case PUBLISH, KV_CREATE, KV_UPDATE, STREAM_CREATE, STREAM_DELETE -> true;
            case DELIVER, ACK, KV_GET, KV_LEADER_GET, STREAM_LIST, LAST_LIST, CONSUMER_CREATE, BUCKET_CREATE,
                    FINAL_READ, FINAL_EXISTS, MARKER -> false;
        };
    }

    private void phases() {
        for (Step step : index.cell().steps()) {
            if (step instanceof Step.BeginPhase planned) {
                Phase phase = index.timeline().phase(planned.index()).orElse(null);
                if (phase == null) {
                    missing.add("phase " + planned.index() + " (" + planned.name() + ") never began");
                } else if (planned.liveness()) {
                    enough(planned, phase);
                }
                if (planned.mix().mixed()) {
                    mixedReleases.addAll(planned.mix().releases());
                }
            }
        }
    }

    /**
     * Where liveness was not demanded all the time (a quorum was broken on purpose) less is enough, but never nothing, unless a
     * quorum was broken most of the time: nothing has to succeed then (SEMANTICS.md 3).
     */
    private void enough(Step.BeginPhase planned, Phase phase) {
        double share = index.demand().share(phase.span());
        if (share * phase.span().length() < Span.SECOND && index.demand().mostlySuspended(phase.span())) {
            return;
        }
        long least = Math.max(1, (long) (planned.leastOperations() * share));
        for (String workload : index.cell().workloads()) {
            long done = phaseOperations.getOrDefault(key(planned.index(), workload), 0L);
            if (done < least) {
                missing.add("%s: %d operations of %s, at least %d are needed"
                        .formatted("phase " + planned.index() + " (" + planned.name() + ")", done, workload, least));
            }
        }
    }

    /** In each mix by itself: what one mix shows says nothing about the next. */
    private void mixes() {
        for (MixedStays.Stay stay : MixedStays.of(index.cell())) {
            if (stay.phases().stream().allMatch(phase -> index.timeline().phase(phase).isEmpty())) {
                continue;
            }
            for (String release : stay.releases()) {
                if (stay.phases().stream().noneMatch(phase -> seen(servedIn, phase, release))) {
                    missing.add(release + " served no operation while mixed as " + stay.name());
                } else if (demanded(stay) && stay.phases().stream().noneMatch(phase -> seen(wroteIn, phase, release))) {
                    missing.add("nothing was written through " + release + " while mixed as " + stay.name());
                }
                if (stay.phases().stream().noneMatch(phase -> seen(ledIn, phase, release))) {
                    missing.add(release + " led nothing while mixed as " + stay.name());
                }
            }
        }
    }

    /** Whether writes had to succeed for half of a phase, or for so long that a gap would be a finding. */
    private boolean demanded(MixedStays.Stay stay) {
        return stay.phases().stream()
                .flatMap(phase -> index.timeline().phase(phase).stream())
                .map(Phase::span)
                .anyMatch(span -> {
                    double share = index.demand().share(span);
                    return share >= 0.5 || share * span.length() >= LONG;
                });
    }

    private static boolean seen(Map<Integer, Set<String>> where, int phase, String release) {
        return where.getOrDefault(phase, Set.of()).contains(release);
    }

    /** Over all mixes together: which server a client is sent to and who leads what meet by chance in a short one. */
    private void directions() {
        for (String release : mixedReleases) {
            for (String other : mixedReleases) {
                String direction = release + " -> " + other;
                if (!other.equals(release) && directions.getOrDefault(direction, 0L) == 0) {
                    missing.add("no operation went " + direction + " while mixed");
                }
            }
        }
    }

    /** What came after a step that failed is not what was planned. How settling ended is judged by a check. */
    private void steps() {
        index.steps().failed().stream()
                .filter(failed -> !(failed.step() instanceof Step.Settle))
                .forEach(failed -> missing.add(
                        "step %d (%s) failed: %s".formatted(failed.number(), failed.text(), failed.why())));
    }

    private void end() {
        for (String workload : index.cell().workloads()) {
            if (index.operations().stream().noneMatch(op -> op.ok() && op.workload().equals(workload))) {
                missing.add("no operation of " + workload + " succeeded");
            }
        }
        boolean settles = index.cell().steps().stream().anyMatch(Step.Settle.class::isInstance);
        if (settles && index.settled().isEmpty()) {
            missing.add("the cell never came to settling");
        }
        index.events(Event.WorkloadFailed.class)
                .forEach(failed -> missing.add(failed.workload() + " could not go on: " + failed.why()));
    }

    private static String key(int phase, String workload) {
        return "phase " + phase + " / " + workload;
    }
}
