package natscompat.mayhem.group;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import natscompat.client.JetStreamApi;
import natscompat.mayhem.fault.Answers;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;

/** One leader that steps down, asked again while it leads on; seen by another one leading while it lives on. Over once that leads. */
final class StepDown implements Injection {
    private static final Duration REQUEST = Duration.ofSeconds(2);
    /** An election after a step-down takes well under a second; a lost vote is repeated after 4-9 s. */
    private static final Duration ONE_TRY = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int TRIES = 4;
    /** Drawn anew at each start of a server. */
    private static final String LIFE = "server_id";

    private final String asset;
    private final Server led;
    private final String before;
    private final String life;
    private final AtomicBoolean obeyed = new AtomicBoolean();
    private final Supplier<JetStreamApi> api;
    private final String subject;
    private final Supplier<Optional<String>> leader;

    /**
     * Prepares it.
     *
     * @param asset what is led, for people
     * @param led who leads it now
     * @param api to ask through; another one at each try
     * @param subject of the request
     * @param leader says who leads now
     */
    StepDown(String asset, Server led, Supplier<JetStreamApi> api, String subject, Supplier<Optional<String>> leader) {
        this.asset = asset;
        this.led = led;
        this.before = led.name();
        this.life = Answers.of(led, LIFE);
        this.api = api;
        this.subject = subject;
        this.leader = leader;
    }

    @Override
    public void inject() {
        try {
            JsonNode answer = api.get().request(subject, "", REQUEST);
            if (!answer.path("success").asBoolean(false)) {
                throw new IllegalStateException("step-down of " + asset + ": " + answer);
            }
            obeyed.set(true);
        } catch (IOException | JetStreamApi.Refused | FailureException e) {
            // Asked again while it leads on.
        }
    }

    @Override
    public String observe() {
        for (int i = 0; i < TRIES; i++) {
            if (Waiting.reached("another leader of " + asset, ONE_TRY, POLL, () -> moved(leader.get()))) {
                return asset + " went from " + before + " to " + leader.get().orElse("nobody") + ", and " + before + " " + alive();
            }
            inject();
        }
        throw new IllegalStateException(asset + " is still led by " + leader.get().orElse("nobody"));
    }

    /** A leader that died, or was cut off, loses its lead, too: that is another fault's doing and shows no step-down. */
    private String alive() {
        if (!obeyed.get()) {
            throw new NotPossible("another one leads " + asset + ", but nobody answered that " + before + " stepped down");
        }
        String now = Answers.of(led, LIFE);
        if (!now.equals(life)) {
            throw new NotPossible(before + " was started anew meanwhile: it did not step down, it was gone");
        }
        return "lives on";
    }

    private boolean moved(Optional<String> now) {
        return now.isPresent() && !now.get().equals(before);
    }

    @Override
    public void heal() {
        // A step-down is over by itself.
    }

    @Override
    public String observeHealed() {
        return Waiting.until("a leader of " + asset, LIMIT, POLL, () -> leader.get()
                .map(name -> Waiting.Look.there(asset + " is led by " + name))
                .orElseGet(() -> Waiting.Look.notYet("nobody leads")));
    }
}
