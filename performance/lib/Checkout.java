import java.nio.file.Path;
import natscompat.publish.git.GitSource;
import natscompat.publish.git.LinkedWorktree;
import natscompat.publish.git.Revisions;
import natscompat.publish.leftover.Owner;
import natscompat.publish.leftover.WorkFolder;

/** Opens, resolves and checks out seven times; prints the milliseconds of each, one a line. */
final class Checkout {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        for (int i = 0; i < 7; i++) {
            WorkFolder work = WorkFolder.create(Path.of(arguments[2]), Owner.current());
            long begin = System.nanoTime();
            try (GitSource source = GitSource.open(folder, arguments[0])) {
                LinkedWorktree.add(source, new Revisions(source).find(arguments[1]).orElseThrow(), work);
            }
            System.out.println((System.nanoTime() - begin) / 1_000_000);
            work.delete();
        }
    }
}
