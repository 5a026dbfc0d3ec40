package natscompat.qualification.head;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import natscompat.checker.verdict.FailOn;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedRelease;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.qualification.Cells;

/** Orders for tests of the head. */
final class Orders {
    static final String RUN = "20261121-120000-7";
    static final Token TOKEN = new Token("a token of sixteen signs or more");

    private Orders() {}

    /** Loopback, and whatever port is free. */
    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** So many cells without steps, which made-up runners pretend to run. */
    static Order cells(int count) {
        return cells(count, false);
    }

    /** The same; what crashes is run again. */
    static Order rerunning(int count) {
        return cells(count, true);
    }

    private static Order cells(int count, boolean reruns) {
        List<Cell> cells =
                IntStream.rangeClosed(1, count).mapToObj(n -> Cells.taking(n, Duration.ofSeconds(1))).toList();
        List<BuiltRelease> releases = List.of(release("v1.0.0"), release("v2.0.0"));
        List<PlannedRelease> planned = releases.stream()
                .map(r -> new PlannedRelease(r.name(), r.version(), r.release().source(), r.release().revision()))
                .toList();
        return of(new Plan(Plan.SCHEMA, 7, "smoke", planned, Duration.ZERO, cells, List.of(),
                new Forecast(Duration.ofSeconds(count), Duration.ZERO, 2, 0, 0)), releases, reruns);
    }

    static Order of(Plan plan, List<BuiltRelease> releases, boolean reruns) {
        return new Order(Order.SCHEMA, RUN, "test", List.of("qualify"), "bin/qualify", plan, releases,
                Map.of(), 2, FailOn.standard(), Set.of(), reruns, Optional.empty(), false, 1 << 20);
    }

    private static BuiltRelease release(String name) {
        return new BuiltRelease(
                new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.FILE, "sha", "nowhere"),
                Path.of("/nowhere"), "sha", 1, "", "", Duration.ZERO, true);
    }
}
