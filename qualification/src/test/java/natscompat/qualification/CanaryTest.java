package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import natscompat.checker.verdict.ExitCode;
import natscompat.mayhem.canary.Canaries;
import natscompat.mayhem.canary.Canary;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trust in the whole chain: every promise that is broken behind a workload's back on a real cluster must end red. */
@Tag("real")
class CanaryTest {
    private static final Duration TIME = Duration.ofSeconds(12);
    private static final int SIDE_BY_SIDE = 4;

    private static final Set<Class<?>> BROKEN = Set.of(Verdict.BrokenByMix.class, Verdict.BrokenByUpgrade.class,
            Verdict.BrokenInNew.class, Verdict.BrokenInOld.class, Verdict.BrokenUnattributed.class);

    @TempDir
    Path folder;

    @Test
    void everyCanaryTurnsItsPromiseRedAndTheRunWithIt() throws Exception {
        List<Canary> canaries = Canaries.all();
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> seen = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Callable<Matrix>> runs = canaries.stream()
                    .<Callable<Matrix>>map(c -> () -> RealRun.canary(folder.resolve(c.name()), 5, c.name(), TIME))
                    .toList();
            List<Future<Matrix>> ended = threads.invokeAll(runs);
            for (int i = 0; i < canaries.size(); i++) {
                Canary canary = canaries.get(i);
                Matrix matrix = ended.get(i).get();
                expected.put(canary.name(), canary.promise());
                seen.put(canary.name(), red(matrix, canary.promise()));
            }
        }
        assertThat(canaries).hasSizeGreaterThanOrEqualTo(5);
        assertThat(seen).isEqualTo(expected);
    }

    /** The promise, when it is broken, with exit code 1; else what was seen instead. */
    private static String red(Matrix matrix, String promise) {
        List<Finding> findings = matrix.rows().stream()
                .flatMap(row -> row.result().findings().stream())
                .toList();
        boolean broken = findings.stream().anyMatch(f -> f.promise().equals(promise));
        boolean blamed = matrix.rows().stream().allMatch(row -> BROKEN.contains(row.result().verdict().getClass()));
        return broken && blamed && matrix.exit() == ExitCode.BROKEN
                ? promise
                : matrix.exitWhy() + findings.stream().map(Finding::promise).collect(Collectors.joining(", ", " [", "]"));
    }
}
