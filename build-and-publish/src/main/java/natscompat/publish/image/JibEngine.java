package natscompat.publish.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import natscompat.model.failure.Failure;

/**
 * Makes images with Jib: no daemon, no Dockerfile, and the same digest from the same files on every machine.
 *
 * @param cache the tool's cache folder; layers are kept in it
 * @param base who we are to the registry of the base image, if there is one and anybody
 * @param insecureBase whether that registry may speak plain http
 */
public record JibEngine(Path cache, Optional<Login> base, boolean insecureBase) implements ImageEngine {
    /** All files have this time, so that a digest depends on what is in them alone. */
    private static final Instant FIXED = Instant.ofEpochSecond(1);

    /** For images from scratch, or on a base that everybody may have. */
    public JibEngine(Path cache) {
        this(cache, Optional.empty(), false);
    }

    @Override
    public String push(Image image, Target target, Consumer<String> progress) {
        fetchBase(image, target, progress);
        if (target.insecure()) {
            // Jib has no other switch. Only set when the user, or a registry on this machine, makes plain http all right.
            System.setProperty("sendCredentialsOverHttp", "true");
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Containerizer containerizer = with(Containerizer.to(to(target)), threads, target.insecure());
            for (String tag : target.tags()) {
                containerizer.withAdditionalTag(tag);
            }
            progress.accept("pushing " + target.name().text() + ":" + target.tags().getFirst());
            return builder(image).containerize(containerizer).getDigest().toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.environment("push " + target.name().text(), "it was interrupted", "Run it again.").causedBy(e);
        } catch (RegistryException | ExecutionException | IOException e) {
            throw PushTrouble.of(e, target);
        } catch (CacheDirectoryCreationException e) {
            throw Failure.environment("make a folder for layers in " + cache, String.valueOf(e.getMessage()), "Make room.")
                    .causedBy(e);
        } catch (InvalidImageReferenceException e) {
            throw Failure.bug("name the image " + target, String.valueOf(e.getMessage()), "Report it.").causedBy(e);
        }
    }

    /**
     * Jib has one switch for plain http, for both registries. Where only one of them may speak it, the base, which is named
     * by its digest, is fetched first under its own rule; Jib does not ask for what it has by digest.
     */
    private void fetchBase(Image image, Target target, Consumer<String> progress) {
        if (image.base().isEmpty() || insecureBase == target.insecure()) {
            return;
        }
        String tried = "fetch the base image " + image.base().get();
        progress.accept(tried);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Path copy = Files.createTempFile(Files.createDirectories(cache.resolve("jib")), "base", ".tar");
            try {
                Jib.from(base(image.base().get()))
                        .setPlatforms(Set.of(new Platform(image.arch(), image.os())))
                        .containerize(with(Containerizer.to(TarImage.at(copy).named("base")), threads, insecureBase));
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.environment(tried, "it was interrupted", "Run it again.").causedBy(e);
        } catch (RegistryException | ExecutionException | IOException | CacheDirectoryCreationException e) {
            throw Failure.environment(tried, String.valueOf(e.getMessage()), "Name another one with --base-image.")
                    .causedBy(e);
        } catch (InvalidImageReferenceException e) {
            throw Failure.bug(tried, String.valueOf(e.getMessage()), "Report it.").causedBy(e);
        }
    }

    private Containerizer with(Containerizer containerizer, ExecutorService threads, boolean insecure) {
        return containerizer
                .setExecutorService(threads)
                .setBaseImageLayersCache(cache.resolve("jib/base"))
                .setApplicationLayersCache(cache.resolve("jib/layers"))
                .setAllowInsecureRegistries(insecure)
                .setToolName("nats-compat");
    }

    @Override
    public String label() {
        return "jib";
    }

    private static RegistryImage to(Target target) throws InvalidImageReferenceException {
        ImageReference reference =
                ImageReference.parse(target.name().text() + ":" + target.tags().getFirst());
        RegistryImage registry = RegistryImage.named(reference);
        target.login().ifPresent(login -> registry.addCredential(login.user(), login.secret()));
        return registry;
    }

    private JibContainerBuilder builder(Image image) throws InvalidImageReferenceException, IOException {
        JibContainerBuilder builder =
                image.base().isPresent() ? Jib.from(base(image.base().get())) : Jib.fromScratch();
        for (Image.Layer layer : image.layers()) {
            builder.addFileEntriesLayer(layer(layer));
        }
        return builder.setFormat(ImageFormat.OCI)
                .setPlatforms(Set.of(new Platform(image.arch(), image.os())))
                .setCreationTime(image.created())
                .setLabels(image.labels())
                .setEntrypoint(image.entrypoint())
                .setProgramArguments(image.arguments())
                .setUser(image.user())
                .setExposedPorts(image.ports().stream().map(Port::tcp).collect(Collectors.toSet()))
                .setVolumes(image.volumes().stream().map(AbsoluteUnixPath::get).collect(Collectors.toSet()));
    }

    private RegistryImage base(String reference) throws InvalidImageReferenceException {
        RegistryImage registry = RegistryImage.named(reference);
        base.ifPresent(login -> registry.addCredential(login.user(), login.secret()));
        return registry;
    }

    private static FileEntriesLayer layer(Image.Layer layer) {
        FileEntriesLayer.Builder builder = FileEntriesLayer.builder().setName(layer.name());
        for (Image.Entry entry : layer.entries()) {
            builder.addEntry(
                    entry.source(),
                    AbsoluteUnixPath.get(entry.path()),
                    FilePermissions.fromOctalString(entry.mode()),
                    FIXED,
                    entry.owner());
        }
        return builder.build();
    }
}
