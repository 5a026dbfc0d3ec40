package natscompat.qualification.kubernetes;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import natscompat.deployer.kubernetes.ApiRequest;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.generator.kubernetes.Labels;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.model.failure.Failure;
import natscompat.qualification.head.Token;

/** The Secret with the token of a run: made once, read by whoever attaches, in no file. Thread-safe. */
record RunSecret(ApiServer api, RunnerNames names) {
    /**
     * Makes it. There is one of a name, so who has made it has the name of the run.
     *
     * @throws natscompat.model.failure.FailureException ENVIRONMENT when somebody else has made it
     */
    void make() {
        Token drawn = Token.drawn();
        Secret wanted = new SecretBuilder()
                .withNewMetadata()
                .withName(names.secret())
                .withNamespace(api.namespace())
                .withLabels(names.labels(RunnerNames.HEAD))
                .addToAnnotations(Labels.SCHEMA, Labels.SCHEMA_VERSION)
                .endMetadata()
                .withType("Opaque")
                .withStringData(Map.of(RunnerNames.TOKEN, drawn.value()))
                .build();
        api.ask(ApiRequest.on("create", wanted), client -> {
            try {
                return client.secrets().inNamespace(api.namespace()).resource(wanted).create();
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                    // Perhaps ours: made before an answer was lost.
                    return wanted;
                }
                throw e;
            }
        });
        if (!read().equals(drawn)) {
            throw Failure.environment("begin run " + names.run() + " in namespace " + api.namespace(),
                    "another run of this name is there: it began in the same second with the same seed",
                    "Run the same command again.");
        }
    }

    /**
     * Reads it.
     *
     * @throws natscompat.model.failure.FailureException INPUT when there is no such run
     */
    Token read() {
        return find().orElseThrow(() -> Failure.input("attach to run " + names.run() + " in namespace " + api.namespace(),
                "there is no such run: no secret/" + names.secret(),
                "See which there are: kubectl get jobs -n " + api.namespace() + " -L " + Labels.RUN + "."));
    }

    Optional<Token> find() {
        return api.find(new ApiRequest("get", "secrets", names.secret()), client ->
                        client.secrets().inNamespace(api.namespace()).withName(names.secret()).get())
                .flatMap(secret -> Optional.ofNullable(secret.getData()).map(d -> d.get(RunnerNames.TOKEN)))
                .map(text -> new Token(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)));
    }
}
