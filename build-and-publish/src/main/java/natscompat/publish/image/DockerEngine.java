package natscompat.publish.image;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;

/**
 * Lets a Docker engine build a Dockerfile and push the result. The digest is the engine's: it holds the time of the
 * build, so it differs each time.
 *
 * @param environment {@code DOCKER_HOST} and the like
 * @param dockerfile what is built
 * @param context the folder that the Dockerfile sees
 */
public record DockerEngine(Map<String, String> environment, Path dockerfile, Path context) implements ImageEngine {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Copies what it is given. */
    public DockerEngine {
        environment = Map.copyOf(environment);
    }

    @Override
    public String push(Image image, Target target, Consumer<String> progress) {
        String at = target.name().text();
        DockerClientConfig config = config(environment);
        try (ZerodepDockerHttpClient http = new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .sslConfig(config.getSSLConfig())
                        .connectionTimeout(Duration.ofSeconds(20))
                        .responseTimeout(LONGEST)
                        .build();
                DockerClient docker = DockerClientImpl.getInstance(config, http)) {
            ping(docker, config);
            progress.accept("building " + at + " on the Docker engine");
            build(docker, image, target);
            String digest = "";
            for (String tag : target.tags()) {
                progress.accept("pushing " + at + ":" + tag);
                digest = pushTag(docker, target, tag);
            }
            return digest;
        } catch (IOException e) {
            throw Failure.environment("talk to the Docker engine", String.valueOf(e.getMessage()), "Try it again.")
                    .causedBy(e);
        }
    }

    @Override
    public String label() {
        return "docker";
    }

    /**
     * Looks whether an engine answers, before anything is done for it.
     *
     * @param environment {@code DOCKER_HOST} and the like
     * @throws FailureException ENVIRONMENT when none does
     */
    public static void refuseMissing(Map<String, String> environment) {
        DockerClientConfig config = config(environment);
        try (ZerodepDockerHttpClient http = new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .sslConfig(config.getSSLConfig())
                        .connectionTimeout(Duration.ofSeconds(20))
                        .responseTimeout(Duration.ofSeconds(20))
                        .build();
                DockerClient docker = DockerClientImpl.getInstance(config, http)) {
            ping(docker, config);
        } catch (IOException e) {
            throw Failure.environment("talk to the Docker engine", String.valueOf(e.getMessage()), "Try it again.")
                    .causedBy(e);
        }
    }

    private static DockerClientConfig config(Map<String, String> environment) {
        DefaultDockerClientConfig.Builder builder = DefaultDockerClientConfig.createDefaultConfigBuilder();
        String host = environment.getOrDefault("DOCKER_HOST", "");
        return host.isEmpty() ? builder.build() : builder.withDockerHost(host).build();
    }

    private static void ping(DockerClient docker, DockerClientConfig config) {
        try {
            docker.pingCmd().exec();
        } catch (RuntimeException e) {
            throw Failure.environment(
                            "use the Docker engine at " + config.getDockerHost(),
                            "it does not answer: " + e.getMessage(),
                            "Start it or set DOCKER_HOST; --engine jib, the default, needs no engine.")
                    .causedBy(e);
        }
    }

    private void build(DockerClient docker, Image image, Target target) {
        Set<String> tags =
                target.tags().stream().map(tag -> target.name().text() + ":" + tag).collect(Collectors.toSet());
        StringBuilder said = new StringBuilder();
        try (BuildImageResultCallback callback = new BuildImageResultCallback() {
            @Override
            public void onNext(BuildResponseItem item) {
                String text = item.getStream();
                said.append(text == null ? "" : text);
                super.onNext(item);
            }
        }) {
            docker.buildImageCmd()
                    .withBaseDirectory(context.toFile())
                    .withDockerfile(dockerfile.toFile())
                    .withLabels(image.labels())
                    .withPlatform(image.os() + "/" + image.arch())
                    .withTags(tags)
                    .withForcerm(true)
                    .exec(callback)
                    .awaitImageId(LONGEST.toMinutes(), TimeUnit.MINUTES);
        } catch (DockerClientException | DockerException e) {
            throw doesNotBuild(said.toString(), e);
        } catch (IOException e) {
            throw doesNotBuild(said.toString(), e);
        }
    }

    private FailureException doesNotBuild(String said, Exception e) {
        return Failure.build(
                        "build " + dockerfile + " on the Docker engine",
                        e.getMessage() + "\n  " + said.strip().replace("\n", "\n  "),
                        "Correct the Dockerfile; its context holds nats-server, nats.conf and data.")
                .causedBy(e);
    }

    /** The plain callback returns normally for refused connections and unknown images: errors are items of the stream. */
    private static String pushTag(DockerClient docker, Target target, String tag) {
        String tried = "push " + target.name().text() + ":" + tag + " from the Docker engine as " + target.who();
        AtomicReference<String> digest = new AtomicReference<>("");
        AtomicReference<String> error = new AtomicReference<>("");
        try {
            docker.pushImageCmd(target.name().text())
                    .withTag(tag)
                    .withAuthConfig(auth(target))
                    .exec(new ResultCallback.Adapter<PushResponseItem>() {
                        @Override
                        public void onNext(PushResponseItem item) {
                            note(item, digest, error);
                        }
                    })
                    .awaitCompletion(LONGEST.toMinutes(), TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.environment(tried, "it was interrupted", "Run it again.").causedBy(e);
        } catch (DockerException e) {
            error.set(String.valueOf(e.getMessage()));
        }
        if (!error.get().isEmpty() || digest.get().isEmpty()) {
            throw Failure.environment(
                    tried,
                    error.get().isEmpty() ? "the engine named no digest" : error.get(),
                    "Check registry and login; the engine must trust the registry too.");
        }
        return digest.get();
    }

    private static void note(PushResponseItem item, AtomicReference<String> digest, AtomicReference<String> error) {
        if (item.isErrorIndicated()) {
            error.set(String.valueOf(item.getErrorDetail() == null ? "" : item.getErrorDetail().getMessage()));
        }
        if (item.getAux() != null && item.getAux().getDigest() != null) {
            digest.set(item.getAux().getDigest());
        }
    }

    private static AuthConfig auth(Target target) {
        AuthConfig auth = new AuthConfig().withRegistryAddress(target.name().registry());
        return target.login()
                .map(login -> login.isToken()
                        ? auth.withIdentityToken(login.secret())
                        : auth.withUsername(login.user()).withPassword(login.secret()))
                .orElse(auth);
    }
}
