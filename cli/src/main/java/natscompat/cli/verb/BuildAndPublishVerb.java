package natscompat.cli.verb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import natscompat.cli.Interrupts;
import natscompat.cli.Main;
import natscompat.cli.Shell;
import natscompat.cli.Wiring;
import natscompat.cli.options.Names;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.publish.BuildAndPublish;
import natscompat.publish.NodeReport;
import natscompat.publish.NodeRequest;
import natscompat.publish.ReleaseList;
import natscompat.publish.ReleaseOptions;
import natscompat.publish.RunnerPublisher;
import natscompat.publish.RunnerRequest;
import natscompat.publish.golang.Target;
import natscompat.report.ErrorText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code build-and-publish}: commit-ishes to images in a registry, or this tool itself as an image. */
@Command(description = {
    "Builds releases and publishes their images; what was built is on record in built/.",
    "node RELEASE...  images of nats-server: built/ledger.jsonl and built/node-images.txt.",
    "runner           this tool as an image, for Kubernetes: built/runner-image.txt, runner-ledger.jsonl.",
    "Credentials come from docker's configuration file and its helpers; those of --registry also, and first, from",
    "NATS_COMPAT_REGISTRY_USER and NATS_COMPAT_REGISTRY_PASSWORD."
})
public final class BuildAndPublishVerb implements Callable<Integer> {
    private static final String BUILT = "built";
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "node|runner", description = "What to publish.")
    private String what = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "RELEASE", description = "A tag, a branch, a commit.")
    private List<String> releases = new ArrayList<>();

    @Option(names = "--from", paramLabel = "FILE", description = "Read releases from a file, one a line.")
    private Optional<Path> from = Optional.empty();

    @Mixin
    private RepositoryArguments repository = new RepositoryArguments();

    @Option(names = {"--registry", "--registries"}, paramLabel = "HOST/PATH", description = {
        "Where images go, e.g. localhost:5000/nats; without it node only builds."
    })
    private Optional<String> registry = Optional.empty();

    @Option(names = "--insecure-registry", description = "It may speak plain http; on a loopback address it always may.")
    private boolean insecure;

    @Option(names = {"--engine", "--engines"}, paramLabel = "jib|docker", description = {
        "jib (default) needs no daemon and makes equal digests everywhere; docker builds a Dockerfile on an engine."
    })
    private String engine = "jib";

    @Option(names = "--dockerfile", paramLabel = "FILE", description = {
        "For --engine docker (default: templates/Dockerfile)."
    })
    private Optional<Path> dockerfile = Optional.empty();

    @Option(names = "--base-image", paramLabel = "REF", description = {
        "For runner: an image with Java 25 (default: " + RunnerRequest.USUAL_BASE + "). The digest that its tag has",
        "now is used, printed and recorded; name it with @sha256:... to stand on the same one next time."
    })
    private Optional<String> base = Optional.empty();

    @Option(names = "--goos", paramLabel = "OS", description = "What the binaries are for (default: linux); as below.")
    private String os = "linux";

    @Option(names = "--goarch", paramLabel = "ARCH", description = {
        "What the binaries are for (default: this machine's); names and tags of images for others end with it."
    })
    private String arch = Target.host().arch();

    @Option(names = "--force", description = "Build and push also what is there already.")
    private boolean force;

    @Option(names = "--parallel", paramLabel = "N", description = "Most builds at a time (default: as memory allows).")
    private int parallel;

    @Option(names = "--json", description = "Print a JSON document instead.")
    private boolean json;

    /** Publishes for this shell. */
    public BuildAndPublishVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        ReleaseOptions usual =
                Wiring.options(repository.sources(), shell).forTarget(new Target(os, arch)).sideBySide(parallel);
        ReleaseOptions options = force ? usual.forced() : usual;
        boolean node = Names.one("thing to publish", what, List.of("node", "runner")).equals("node");
        refuseMisplaced(node);
        Interrupts.quit("the next start tidies up, and what is done stays done", shell.err());
        return node ? node(options) : runner(options);
    }

    /** What would be passed over in silence is refused. */
    private void refuseMisplaced(boolean node) {
        if (node && base.isPresent()) {
            throw Failure.input("publish node on the base image " + base.get(), "images of nats-server stand on none",
                    "Leave --base-image away, or publish the runner with it.");
        }
        if (!node && !(releases.isEmpty() && from.isEmpty())) {
            throw Failure.input("publish the runner", "releases were named, and the runner has none",
                    "Leave them away, or publish them with: node " + String.join(" ", releases) + ".");
        }
        if (dockerfile.isPresent()) {
            String tried = "build " + dockerfile.get();
            if (!node || !engine().equals("docker")) {
                throw Failure.input(tried, "only a Docker engine builds Dockerfiles, and only of node",
                        "Say --engine docker with it, or leave --dockerfile away.");
            }
            if (!Files.isReadable(dockerfile.get())) {
                throw Failure.input(tried, "there is no such file that can be read", "Name one with --dockerfile.");
            }
        }
    }

    private String engine() {
        return Names.one("engine", engine, List.of("jib", "docker"));
    }

    private int node(ReleaseOptions options) {
        List<ReleaseList.Asked> asked = Stream.concat(
                        from.map(ReleaseList::read).orElse(List.of()).stream(),
                        releases.stream().map(ReleaseList.Asked::argument))
                .toList();
        if (asked.isEmpty()) {
            throw Failure.input("build releases", "none is named", "Name some, or a file with --from releases.txt.");
        }
        String chosen = engine();
        NodeReport report = new BuildAndPublish(options, shell.home().resolve(BUILT), shell.err()::println)
                .node(new NodeRequest(
                        asked,
                        registry,
                        NodeRequest.Engine.valueOf(chosen.toUpperCase(Locale.ROOT)),
                        dockerfile,
                        insecure));
        if (json) {
            shell.out().print(Json.pretty(Map.of("exit", report.exitCode(), "results", report.results())));
        } else {
            report.results().forEach(this::print);
        }
        sayFailed(report);
        return report.exitCode();
    }

    private void print(NodeReport.Result result) {
        if (result instanceof NodeReport.Done done) {
            shell.out().println(done.entry().name() + " "
                    + done.entry().push()
                            .map(push -> push.reference())
                            .orElseGet(() -> "sha256:" + done.entry().provenance().sha256())
                    + (done.fresh() ? "" : " (there already)"));
        }
    }

    /** The last lines: which failed, and why. */
    private void sayFailed(NodeReport report) {
        for (NodeReport.Failed failed : report.failed()) {
            shell.err().print(ErrorText.render(failed.failure(), shell.errorStyle(), shell.width()));
        }
        if (!report.failed().isEmpty()) {
            shell.err().println("failed: "
                    + String.join(", ", report.failed().stream().map(f -> f.asked().text()).toList()) + " ("
                    + report.failed().size() + " of " + report.results().size() + ")");
        }
    }

    private int runner(ReleaseOptions options) {
        String where = registry.orElseThrow(() -> Failure.input(
                "publish the runner", "no registry is named", "Name one, for example --registry localhost:5000/nats."));
        String image = new RunnerPublisher(options, shell.home().resolve(BUILT), shell.err()::println)
                .publish(new RunnerRequest(
                        where, base.orElse(RunnerRequest.USUAL_BASE), Wiring.classPath(), Main.VERSION, insecure));
        shell.out().println(json ? Json.line(Map.of("image", image)) : "runner " + image);
        return 0;
    }
}
