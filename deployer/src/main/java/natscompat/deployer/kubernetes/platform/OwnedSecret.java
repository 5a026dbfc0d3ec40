package natscompat.deployer.kubernetes.platform;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.deployer.kubernetes.ApiRequest;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.model.failure.Failure;
import natscompat.model.time.Waiting;

/**
 * A Secret that whoever makes it may neither read nor delete: Kubernetes does, once the object that owns it is gone. One of the
 * same name may be on its way out for a moment still. Used by one thread.
 *
 * @param api where it is made
 * @param secret with its owner
 */
record OwnedSecret(ApiServer api, Secret secret) {
    private static final Duration GONE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(250);

    /**
     * Makes it.
     *
     * @throws natscompat.model.failure.FailureException INPUT when there is one of that name that stays
     */
    void create() {
        String name = ApiRequest.named(secret);
        try {
            api.patiently("the end of an older " + name, GONE, POLL, () -> made()
                    ? Waiting.Look.there(true)
                    : Waiting.Look.notYet("one of that name is there after " + GONE.toSeconds() + " s"));
        } catch (Waiting.TimedOut e) {
            throw Failure.input("make " + name + " in namespace " + api.namespace(), e.lastSeen(),
                    "See whose it is, and delete it or use another namespace; nothing of it was changed.").causedBy(e);
        }
    }

    private boolean made() {
        AtomicInteger asked = new AtomicInteger();
        return api.ask(ApiRequest.on("create", secret), client -> {
            boolean again = asked.getAndIncrement() > 0;
            try {
                client.secrets().inNamespace(api.namespace()).resource(secret).create();
                return true;
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                    // Asked again, since the API server was away, it may be what was made before the answer was lost.
                    return again;
                }
                throw e;
            }
        });
    }
}
