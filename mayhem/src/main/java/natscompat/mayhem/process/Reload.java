package natscompat.mayhem.process;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Answers;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.Signal;

/** SIGHUP, seen by varz {@code config_load_time} going on; over at once, so there is nothing to heal. */
public final class Reload implements Fault {
    private static final FaultType TYPE = new FaultType(
            "reload",
            "makes the server read its configuration again by SIGHUP",
            "2.9.0",
            Set.of(),
            Duration.ofSeconds(30),
            Damage.NONE);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.PROCESS);
    }

    @Override
    public Injection aim(Aim aim) {
        Map<Server, String> before = new LinkedHashMap<>();
        aim.targets().forEach(server -> before.put(server, Answers.of(server, "config_load_time")));
        return new Reloaded(before, Lives.of(aim.targets()));
    }

    private static String loaded(Server server) {
        try {
            return server.monitor("varz", Duration.ofSeconds(1)).path("config_load_time").asText();
        } catch (IOException e) {
            return "";
        }
    }

    private record Reloaded(Map<Server, String> before, Lives lives) implements Injection {
        @Override
        public void inject() {
            before.keySet().forEach(server -> server.signal(Signal.HUP));
        }

        @Override
        public String observe() {
            StringBuilder seen = new StringBuilder();
            before.forEach((server, old) -> seen.append(server.name())
                    .append(" loaded its configuration at ")
                    .append(awaitLater(server, old))
                    .append("; "));
            return seen.toString();
        }

        private static String awaitLater(Server server, String old) {
            return Waiting.until("a reload of " + server.name(), Duration.ofSeconds(10), Duration.ofMillis(50), () -> {
                String now = loaded(server);
                return now.isEmpty() || now.equals(old)
                        ? Waiting.Look.notYet("config_load_time " + now)
                        : Waiting.Look.there(now);
            });
        }

        @Override
        public void heal() {
            // Over at once: the configuration is the same as before.
        }

        @Override
        public String observeHealed() {
            return lives.awaitSame();
        }
    }
}
