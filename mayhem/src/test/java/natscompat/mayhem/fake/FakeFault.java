package natscompat.mayhem.fake;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;

/**
 * A fault of tests that does nothing but what it is told.
 *
 * @param name in the catalogue
 * @param aimed runs while it is aimed
 * @param healed runs while it heals
 */
public record FakeFault(String name, Runnable aimed, Runnable healed) implements Fault {
    @Override
    public FaultType type() {
        return new FaultType(name, "a fault", "2.9.0", Set.of(), Duration.ofMinutes(1), Damage.OUT);
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.PROCESS);
    }

    @Override
    public Injection aim(Aim aim) {
        aimed.run();
        return new Injection() {
            @Override
            public void inject() {}

            @Override
            public String observe() {
                return "seen";
            }

            @Override
            public void heal() {
                healed.run();
            }

            @Override
            public String observeHealed() {
                return "healed";
            }
        };
    }
}
