package natscompat.mayhem.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;

/** An empty disk under the same server: everything has to come from the others. */
public final class WipeStore implements Fault {
    private static final FaultType TYPE = new FaultType(
            "wipe-store", "removes everything that a server stores", "2.9.0", Set.of("local"), Duration.ofSeconds(60),
            Damage.STORE);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.PROCESS, Touch.STORE);
    }

    @Override
    public Injection aim(Aim aim) {
        return new Harmed(aim, new Harm() {
            @Override
            public Path choose(Path store) {
                return store;
            }

            @Override
            public String change(Path store) throws IOException {
                try (Stream<Path> tree = Files.walk(store)) {
                    List<Path> inside = tree.filter(path -> !path.equals(store))
                            .sorted(Comparator.reverseOrder())
                            .toList();
                    for (Path path : inside) {
                        Files.delete(path);
                    }
                    return "removed " + inside.size() + " files and folders";
                }
            }
        });
    }
}
