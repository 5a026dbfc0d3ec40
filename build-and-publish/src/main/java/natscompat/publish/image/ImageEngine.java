package natscompat.publish.image;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What makes and pushes images. Both are thread-safe. */
public sealed interface ImageEngine permits JibEngine, DockerEngine {
    /**
     * Where to, and as whom.
     *
     * @param name the image's name
     * @param tags at least one
     * @param login empty = anonymous
     * @param insecure whether plain http will do
     */
    record Target(ImageName name, List<String> tags, Optional<Login> login, boolean insecure) {
        /** Copies what it is given. */
        public Target {
            tags = List.copyOf(tags);
        }

        /** For messages. */
        String who() {
            return login.map(Login::toString)
                    .orElse("anonymously (no credentials in " + Login.USER + " nor in a docker configuration file)");
        }
    }

    /**
     * Makes and pushes an image under all tags.
     *
     * @param progress told what is done, a line each
     * @return the digest that it has according to the engine, {@code sha256:...}
     * @throws natscompat.model.failure.FailureException ENVIRONMENT when registry or engine refuse or cannot be reached
     */
    String push(Image image, Target target, Consumer<String> progress);

    /** What the record says it was made with. */
    String label();
}
