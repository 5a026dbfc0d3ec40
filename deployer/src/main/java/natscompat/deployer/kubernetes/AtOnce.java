package natscompat.deployer.kubernetes;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The same question to a few servers, or about a few objects, all at once: most of such work is waiting. */
final class AtOnce {
    private AtOnce() {}

    /**
     * Does it for each on a thread of its own, and waits for all of them.
     *
     * @return what came of it, in the order of the things
     * @throws RuntimeException that of the first thing, in their order, whose work failed
     */
    static <T, R> List<R> each(List<T> things, Function<T, R> work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return things.stream()
                    .map(thing -> CompletableFuture.supplyAsync(() -> work.apply(thing), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException ours) {
                throw ours;
            }
            throw e;
        }
    }
}
