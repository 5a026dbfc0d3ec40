package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.model.failure.Category;
import natscompat.model.failure.FailureException;
import natscompat.publish.fixture.GitRepo;
import natscompat.publish.fixture.Setting;
import natscompat.publish.fixture.Shell;
import natscompat.publish.golang.Target;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A full disk and a read-only one, by mounting small file systems. Where we may not mount there are no tests, and this is
 * said.
 */
@Tag("real")
class SpecialDisksTest {
    @TempDir
    static Path temp;

    /** What is tried on a mounted folder. */
    @FunctionalInterface
    private interface Trial {
        void on(GitRepo repo, Path mount) throws IOException;
    }

    @TestFactory
    Stream<DynamicTest> disks() throws IOException {
        Path probe = Files.createDirectory(temp.resolve("probe"));
        if (!mounted(probe, "1m")) {
            System.out.println("skipped SpecialDisksTest: mounting a file system is not allowed here");
            return Stream.empty();
        }
        Shell.run(temp, "umount", probe.toString());
        GitRepo repo = GitRepo.init(temp.resolve("nats-server")).tinySources("2.14.5");
        repo.commit("one");
        return Stream.of(
                dynamicTest("a full disk is said as such", () -> with("2m", repo, SpecialDisksTest::full)),
                dynamicTest(
                        "a repository that may not be written is said with a way out",
                        () -> with("50m", repo, SpecialDisksTest::readOnly)));
    }

    private static void full(GitRepo repo, Path mount) throws IOException {
        Files.write(mount.resolve("filler"), new byte[2_000_000]);
        Releases releases = Setting.in(mount).releases(repo);

        assertThatThrownBy(() -> releases.build(releases.resolve("main"), text -> {}))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().category()).isEqualTo(Category.ENVIRONMENT);
                    assertThat(e.failure().why()).contains("no space left");
                });
        assertThat(repo.worktrees()).hasSize(1);
    }

    private static void readOnly(GitRepo repo, Path mount) {
        GitRepo copy = repo.cloneTo(mount.resolve("repo"));
        Shell.run(temp, "mount", "-o", "remount,ro", mount.toString());
        Setting setting = Setting.in(temp.resolve("setting"));
        Releases releases = setting.releases(copy);

        assertThatThrownBy(() -> releases.build(releases.resolve("main"), text -> {}))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("may not be written")
                .hasMessageContaining("file://");

        Releases byUrl = new Releases(
                new ReleaseOptions(
                        Optional.of("file://" + copy.folder()), true, setting.cache(), setting.temp(), Target.host(), false,
                        0, System.getenv()),
                text -> {});
        assertThat(byUrl.build(byUrl.resolve("main"), text -> {}).binary()).isExecutable();
    }

    private static void with(String size, GitRepo repo, Trial trial) throws IOException {
        Path mount = Files.createTempDirectory(temp, "mount");
        assertThat(mounted(mount, size)).isTrue();
        try {
            trial.on(repo, mount);
        } finally {
            Shell.run(temp, "umount", mount.toString());
        }
    }

    private static boolean mounted(Path at, String size) {
        try {
            Shell.run(temp, "mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", at.toString());
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
