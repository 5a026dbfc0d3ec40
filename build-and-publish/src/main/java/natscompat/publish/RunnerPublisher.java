package natscompat.publish;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import natscompat.model.failure.Failure;
import natscompat.publish.image.Image;
import natscompat.publish.image.ImageEngine;
import natscompat.publish.image.ImageName;
import natscompat.publish.image.JibEngine;
import natscompat.publish.image.Login;
import natscompat.publish.image.RegistryReader;
import natscompat.publish.image.RunnerImage;
import natscompat.publish.record.BuiltRecord;
import natscompat.publish.record.RunnerEntry;

/** Publishes the tool itself as an image, and records it with the base that it stands on. Thread-safe. */
public final class RunnerPublisher {
    private final ReleaseOptions options;
    private final BuiltRecord record;
    private final Consumer<String> progress;

    /**
     * Touches nothing yet.
     *
     * @param built the folder of the record
     */
    public RunnerPublisher(ReleaseOptions options, Path built, Consumer<String> progress) {
        this.options = options;
        this.record = new BuiltRecord(built, options.cache().resolve("locks"));
        this.progress = progress;
    }

    /**
     * Makes and pushes it.
     *
     * @return the image with its digest
     */
    public String publish(RunnerRequest request) {
        ImageName name = ImageName.parse(request.registry().replaceAll("/+$", "") + "/nats-compat");
        boolean insecure = request.insecure() || name.loopback();
        Optional<Login> login = Login.find(name, options.environment(), progress);
        long began = System.nanoTime();
        try (Scratch scratch = Scratch.in(options.tempBase())) {
            Source source = source(request, name, login);
            RunnerImage.Base base = base(request, source);
            progress.accept("base image " + base.reference());
            Image image = RunnerImage.of(
                    base,
                    request.classPath(),
                    scratch.folder(),
                    request.version(),
                    options.target().os(),
                    options.target().arch());
            ImageEngine.Target target = new ImageEngine.Target(name, List.of(request.version() + options.target().suffix()), login, insecure);
            String digest = new JibEngine(options.cache(), source.login(), source.insecure()).push(image, target, progress);
            Confirmed.of(target, digest);
            record.add(new RunnerEntry(RunnerEntry.SCHEMA, request.version(), name.at(digest), request.base(),
                    base.reference(), options.target().os(), options.target().arch(), Instant.now(),
                    Duration.ofNanos(System.nanoTime() - began)));
            return name.at(digest);
        } catch (IOException e) {
            throw Trouble.of("make the image of the runner", e, options.cache(), record.folder());
        }
    }

    /** Where the base comes from, and as whom. */
    private record Source(ImageName name, String reference, Optional<Login> login, boolean insecure) {}

    /** As ourselves where it is in the registry that we push to; to any other one as docker's configuration says. */
    private Source source(RunnerRequest request, ImageName target, Optional<Login> login) {
        String typed = request.base();
        String plain = typed.replaceFirst("@sha256:[0-9a-f]{64}$", "");
        String untagged = plain.replaceFirst(":[^:/]*$", "");
        String reference = typed.equals(plain)
                ? plain.equals(untagged) ? "latest" : plain.substring(untagged.length() + 1)
                : typed.substring(plain.length() + 1);
        ImageName name = ImageName.parse(untagged);
        return new Source(
                name,
                reference,
                name.registry().equals(target.registry()) ? login : Login.configured(name, options.environment(), progress),
                name.plainHttp(request.insecure(), target));
    }

    /** The base by the digest that it has now, and what it says of itself. */
    private RunnerImage.Base base(RunnerRequest request, Source source) {
        String tried = "use " + request.base() + " as base image";
        RegistryReader reader = new RegistryReader(source.name(), source.login(), source.insecure());
        RegistryReader.Manifest manifest = reader.manifest(
                        source.reference(), options.target().os(), options.target().arch())
                .orElseThrow(() -> Failure.input(
                        tried,
                        "the registry has none for " + options.target(),
                        "Name an image with Java 25 with --base-image."));
        JsonNode configuration = reader.configuration(manifest)
                .orElseThrow(() -> Failure.input(tried, "it has no configuration", "Name another one."));
        refuseOther(configuration, tried);
        return new RunnerImage.Base(source.name().text() + "@" + manifest.digest(), configuration);
    }

    /** A tag that stands for one image, and not for a list of them, may be for any machine. */
    private void refuseOther(JsonNode configuration, String tried) {
        String arch = configuration.path("architecture").asText(options.target().arch());
        if (!arch.equals(options.target().arch())) {
            throw Failure.input(tried, "it is for " + configuration.path("os").asText("linux") + "/" + arch + ", and "
                    + options.target() + " is wanted", "Name an image with Java 25 for it with --base-image.");
        }
    }
}
