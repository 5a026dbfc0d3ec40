package natscompat.publish.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
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
 */
public record JibEngine(Path cache) implements ImageEngine {
    /** All files have this time, so that a digest depends on what is in them alone. */
    private static final Instant FIXED = Instant.ofEpochSecond(1);

    @Override
    public String push(Image image, Target target, Consumer<String> progress) {
        if (target.insecure()) {
            // Jib has no other switch. Only set when the user, or a registry on this machine, makes plain http all right.
            System.setProperty("sendCredentialsOverHttp", "true");
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Containerizer containerizer = Containerizer.to(to(target))
                    .setExecutorService(threads)
                    .setBaseImageLayersCache(cache.resolve("jib/base"))
                    .setApplicationLayersCache(cache.resolve("jib/layers"))
                    .setAllowInsecureRegistries(target.insecure())
                    .setToolName("nats-compat");
            for (String tag : target.tags()) {
                containerizer.withAdditionalTag(tag);
            }
            progress.accept("pushing " + target.name().text() + ":" + target.tags().getFirst());
            return builder(image, target).containerize(containerizer).getDigest().toString();
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

    private static JibContainerBuilder builder(Image image, Target target)
            throws InvalidImageReferenceException, IOException {
        JibContainerBuilder builder =
                image.base().isPresent() ? Jib.from(base(image.base().get(), target)) : Jib.fromScratch();
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

    /** The base may be in the registry that we push to: then as the same user. */
    private static RegistryImage base(String base, Target target) throws InvalidImageReferenceException {
        ImageReference reference = ImageReference.parse(base);
        RegistryImage registry = RegistryImage.named(reference);
        if (reference.getRegistry().equals(target.name().registry())) {
            target.login().ifPresent(login -> registry.addCredential(login.user(), login.secret()));
        }
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
