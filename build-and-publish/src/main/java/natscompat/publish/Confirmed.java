package natscompat.publish;

import natscompat.model.failure.Failure;
import natscompat.publish.image.ImageEngine;
import natscompat.publish.image.RegistryReader;

/** Reads back what was pushed: no digest is believed that the registry does not confirm. Stateless. */
final class Confirmed {
    private Confirmed() {}

    /**
     * Compares the digest under each tag.
     *
     * @throws natscompat.model.failure.FailureException ENVIRONMENT when one differs or is not there
     */
    static void of(ImageEngine.Target target, String digest) {
        RegistryReader reader = new RegistryReader(target.name(), target.login(), target.insecure());
        for (String tag : target.tags()) {
            String tried = "read back " + target.name().text() + ":" + tag;
            RegistryReader.Manifest found = reader.manifest(tag)
                    .orElseThrow(() -> Failure.environment(
                            tried, "the registry does not have what was just pushed", "Look at the registry's log."));
            if (!found.digest().equals(digest) || !found.said().equals(digest)) {
                throw Failure.environment(
                        tried,
                        "pushed was " + digest + ", the registry says " + found.said() + " and serves " + found.digest(),
                        "Somebody else pushes to the same tag, or a proxy changes what it passes on.");
            }
        }
    }
}
