package natscompat.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import natscompat.model.failure.Failure;
import natscompat.model.release.ResolvedRelease;
import natscompat.publish.cache.Provenance;
import natscompat.publish.cache.Sha256;
import natscompat.publish.cache.CrossLock;
import natscompat.publish.image.DockerEngine;
import natscompat.publish.image.Image;
import natscompat.publish.image.ImageEngine;
import natscompat.publish.image.ImageName;
import natscompat.publish.image.JibEngine;
import natscompat.publish.image.Login;
import natscompat.publish.image.NodeImage;
import natscompat.publish.image.RegistryReader;
import natscompat.publish.record.BuiltRecord;
import natscompat.publish.record.LedgerEntry;
import natscompat.publish.record.LedgerEntry.Push;

/** Puts one release after the other into one registry, and believes no digest that the registry does not confirm. */
final class Publisher {
    private static final String DOCKERFILE = "Dockerfile";

    /** Longer than a Docker engine may take for a build and the push of two tags, 15 minutes each. */
    private static final Duration PUSH_LIMIT = Duration.ofHours(1);

    private final ReleaseOptions options;
    private final NodeRequest request;
    private final Once<List<LedgerEntry>> before;
    private final Consumer<String> progress;
    private final Optional<ImageName> name;
    private final Once<Optional<Login>> login;
    private final Once<Boolean> ready;

    Publisher(ReleaseOptions options, NodeRequest request, BuiltRecord record, Consumer<String> progress) {
        this.options = options;
        this.request = request;
        this.before = new Once<>(() -> read(record));
        this.progress = progress;
        this.name = request.registry().map(registry -> ImageName.parse(registry.replaceAll("/+$", "") + "/nats-server"));
        this.ready = new Once<>(this::look);
        this.login = new Once<>(() -> name.flatMap(n -> Login.find(n, options.environment(), progress)));
    }

    /** Reads the record beside whatever else goes on; what is wrong with it is said when it is needed. */
    void readRecord() {
        before.get();
    }

    private static List<LedgerEntry> read(BuiltRecord record) {
        try {
            return record.read();
        } catch (IOException e) {
            throw Trouble.of("read the record", e, record.folder());
        }
    }

    /** What the record and the registry both say is there already. */
    Optional<LedgerEntry> published(ResolvedRelease release, ReleaseDetails details) {
        Optional<LedgerEntry> entry = before.get().reversed().stream()
                .filter(e -> fits(e, release))
                .findFirst()
                .filter(e -> named(e, release, details));
        if (entry.isEmpty() || entry.get().push().isEmpty()) {
            return name.isEmpty() ? entry : Optional.empty();
        }
        Push push = entry.get().push().get();
        RegistryReader reader = new RegistryReader(name.orElseThrow(), login.get(), insecure());
        return push.tags().stream().allMatch(tag -> has(reader, tag, push.digest())) ? entry : Optional.empty();
    }

    /** A commit that was tagged after it was published is pushed again, for the sake of its tag and its name. */
    private boolean named(LedgerEntry entry, ResolvedRelease release, ReleaseDetails details) {
        List<String> wanted = details.imageTags(release, options.target());
        return (details.tag().isEmpty() || entry.name().equals(details.name(release, options.target())))
                && entry.push().stream().allMatch(push -> push.tags().containsAll(wanted));
    }

    private static boolean has(RegistryReader reader, String tag, String digest) {
        return reader.manifest(tag).filter(m -> m.digest().equals(digest)).isPresent();
    }

    /**
     * Looks for all that a push needs besides the binary, before a compiler runs for nothing.
     *
     * @throws natscompat.model.failure.FailureException INPUT without the Dockerfile, ENVIRONMENT without an engine
     */
    void refuseUnready() {
        ready.get();
    }

    private boolean look() {
        if (request.engine() == NodeRequest.Engine.DOCKER && name.isPresent()) {
            dockerfile();
            DockerEngine.refuseMissing(options.environment());
        }
        return true;
    }

    /** Makes, pushes and reads back the image; does nothing where no registry was named. */
    Optional<Push> publish(ResolvedRelease release, Path binary, Provenance provenance, ReleaseDetails details)
            throws IOException {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        long begin = System.nanoTime();
        try (Scratch scratch = Scratch.in(options.tempBase())) {
            Path context = scratch.folder();
            NodeImage.prepare(context, binary);
            ImageEngine engine = engine(context);
            ImageEngine.Target target =
                    new ImageEngine.Target(
                            name.get(), details.imageTags(release, options.target()), login.get(), insecure());
            Image image = NodeImage.of(context, provenance, details.source());
            String digest = push(engine, image, target, release);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            return Optional.of(new Push(
                    name.get().text(), digest, target.tags(), engine.label(), dockerfileDigest(), Instant.now(), took));
        }
    }

    /**
     * One push of a release at a time on this machine: two that send the same layers at once make a registry with files
     * below it (docker-registry 2.8) answer 400 or 500 now and then.
     */
    private String push(ImageEngine engine, Image image, ImageEngine.Target target, ResolvedRelease release)
            throws IOException {
        String file = (target.name().text() + "-" + release.revision()).replaceAll("[^0-9A-Za-z.-]", "_") + ".lock";
        try (CrossLock _ = CrossLock.take(
                options.cache().resolve("locks").resolve(file), "the push of " + release.name(), PUSH_LIMIT)) {
            String digest = engine.push(image, target, line -> progress.accept(release.name() + ": " + line));
            Confirmed.of(target, digest);
            return digest;
        }
    }

    private boolean fits(LedgerEntry entry, ResolvedRelease release) {
        Provenance from = entry.provenance();
        boolean sameBuild = from.revision().equals(release.revision())
                && from.os().equals(options.target().os())
                && from.arch().equals(options.target().arch());
        if (name.isEmpty() || !sameBuild) {
            return sameBuild;
        }
        return entry.push()
                .filter(push -> push.image().equals(name.get().text())
                        && push.engine().equals(request.engine().name().toLowerCase(Locale.ROOT))
                        && push.dockerfile().equals(dockerfileDigest()))
                .isPresent();
    }

    private boolean insecure() {
        return request.insecure() || name.filter(ImageName::loopback).isPresent();
    }

    private ImageEngine engine(Path context) throws IOException {
        return switch (request.engine()) {
            case JIB -> new JibEngine(options.cache());
            case DOCKER -> {
                // The classic builder wants it inside its context.
                Path dockerfile = context.resolve(DOCKERFILE);
                Files.write(dockerfile, dockerfile());
                yield new DockerEngine(options.environment(), dockerfile, context);
            }
        };
    }

    private Optional<String> dockerfileDigest() {
        return switch (request.engine()) {
            case JIB -> Optional.empty();
            case DOCKER -> Optional.of(Sha256.of(dockerfile()));
        };
    }

    private byte[] dockerfile() {
        String tried = "read the Dockerfile";
        try {
            if (request.dockerfile().isPresent()) {
                return Files.readAllBytes(request.dockerfile().get());
            }
            try (InputStream ours = Publisher.class.getResourceAsStream(DOCKERFILE)) {
                if (ours == null) {
                    throw Failure.bug(tried, "templates/Dockerfile is not in the jar", "Report it.");
                }
                return ours.readAllBytes();
            }
        } catch (IOException e) {
            throw Failure.input(tried, String.valueOf(e), "Name one with --dockerfile.").causedBy(e);
        }
    }
}
