package natscompat.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import natscompat.cli.Interrupts;
import natscompat.cli.Shell;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.KubernetesClients;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.RunFolder;
import natscompat.model.verdict.Matrix;
import natscompat.qualification.head.HeadClient;
import natscompat.qualification.head.RemoteRun;
import natscompat.qualification.kubernetes.Attachment;
import natscompat.qualification.kubernetes.KubernetesQualification;
import natscompat.qualification.kubernetes.KubernetesRun;

/** A qualification whose cells run on Kubernetes, in the foreground: begun, followed, left and attached to again. */
public final class KubernetesExecution {
    private final Shell shell;
    private final Display display;
    private final Attachment attachment;
    private final Path home;
    private final String attach;

    /**
     * Touches nothing yet.
     *
     * @param home the run folder here
     */
    public KubernetesExecution(Display display, Attachment attachment, Path home) {
        this.shell = display.shell();
        this.display = display;
        this.attachment = attachment;
        this.home = home;
        this.attach = shell.command("attach") + " " + attachment.run()
                + (home.equals(shell.home().resolve("runs").resolve(attachment.run())) ? "" : " --out " + home);
    }

    /**
     * Begins a run and, unless told to come back at once, follows it to its end.
     *
     * @return the exit code of the matrix; 0 for a run that goes on by itself
     */
    public int begin(KubernetesQualification.Request request, boolean detach) {
        AtomicReference<Optional<RemoteRun>> remote = new AtomicReference<>(Optional.empty());
        try (Audience audience = audience(remote);
                ApiServer api = open(audience);
                KubernetesRun run = new KubernetesRun(api, attachment.run(), note(audience)::accept)) {
            KubernetesQualification qualification = new KubernetesQualification(run, home, audience);
            Interrupts.quit("the run " + attachment.run() + " has not begun; if " + home + " is there: " + attach, shell.err());
            qualification.begin(request);
            if (detach) {
                shell.err().println("run " + attachment.run() + " goes on in namespace " + api.namespace());
                shell.out().println(attach);
                return 0;
            }
            return follow(run, qualification, audience, remote, false);
        }
    }

    /**
     * Follows a run that somebody has begun; one that is home already is only told.
     *
     * @return the exit code of the matrix
     */
    public int attach() {
        AtomicReference<Optional<RemoteRun>> remote = new AtomicReference<>(Optional.empty());
        try (Audience audience = audience(remote);
                ApiServer api = open(audience);
                KubernetesRun run = new KubernetesRun(api, attachment.run(), note(audience)::accept)) {
            KubernetesQualification qualification = new KubernetesQualification(run, home, audience);
            Interrupts.quit("it goes on from where it is: " + attach, shell.err());
            // Before anything is looked for: who was killed while he tidied may have left neither head nor Secret, and more.
            Optional<Matrix> finished = qualification.finished();
            if (finished.isPresent()) {
                return tell(finished.get(), audience);
            }
            if (!run.here() && !qualification.pending()) {
                return gone(audience);
            }
            qualification.resume();
            return follow(run, qualification, audience, remote, true);
        }
    }

    /** Nothing of the run is in Kubernetes any more, which happens only after its folder was brought home. */
    private int gone(Audience audience) {
        if (!RemoteRun.isHome(home)) {
            throw Failure.input("attach to run " + attachment.run() + " in namespace " + attachment.namespace(),
                    "there is nothing of it, and " + home + " holds nothing that came of it",
                    "See whether somebody else brought it home, or deleted it.");
        }
        Attachment.remove(home);
        return tell(RemoteRun.outcome(home), audience);
    }

    /** A run that was home already: nobody has told those who watch. */
    private int tell(Matrix matrix, Audience audience) {
        try {
            audience.on(new RunEvent.Planned(new RunFolder(home).plan()));
            audience.on(new RunEvent.RunEnded(matrix, home));
        } catch (IOException e) {
            throw unreadable(e);
        }
        audience.close();
        return print(matrix, audience);
    }

    private int follow(
            KubernetesRun run,
            KubernetesQualification qualification,
            Audience audience,
            AtomicReference<Optional<RemoteRun>> remote,
            boolean attached) {
        try (HeadClient head = run.client()) {
            RemoteRun seen = new RemoteRun(head, home, audience, attached);
            if (attached) {
                // Who began the run counts from the beginning of the command.
                remote.set(Optional.of(seen));
            }
            Matrix matrix = interruptibly(head, () -> qualification.finish(seen));
            audience.close();
            return print(matrix, audience);
        }
    }

    private int print(Matrix matrix, Audience audience) {
        try {
            Outcome.print(matrix, new RunFolder(home).plan(), home, display);
            audience.unwritten().ifPresent(failure -> Outcome.tell(failure, shell));
            return matrix.exit();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private RuntimeException unreadable(IOException e) {
        return Failure.environment("read the plan in " + home, String.valueOf(e), "See that the folder is whole.").causedBy(e);
    }

    /** Ctrl-C and SIGTERM stop the run itself. */
    private Matrix interruptibly(HeadClient head, Supplier<Matrix> work) {
        try (Interrupts.Listening _ = Interrupts.listenFromAfar(
                (why, moments) -> stop(head, why),
                "the run goes on: " + attach,
                shell.err())) {
            return work.get();
        }
    }

    private boolean stop(HeadClient head, String why) {
        try {
            head.stop(why);
        } catch (FailureException e) {
            shell.err().println("nats-compat: the run was not told to stop: " + e.failure().why());
        }
        return true;
    }

    private Audience audience(AtomicReference<Optional<RemoteRun>> remote) {
        long began = System.nanoTime();
        return Audience.of(display, Outcome.words(attachment.failOn()), attachment.candidate(), () -> remote.get()
                .map(RemoteRun::elapsed)
                .orElseGet(() -> Duration.ofNanos(System.nanoTime() - began)));
    }

    private ApiServer open(Audience audience) {
        return new ApiServer(KubernetesClients.open(attachment.context()), attachment.namespace(), note(audience)::accept);
    }

    /** Says a line among the events. */
    @FunctionalInterface
    private interface Line {
        void accept(String text);
    }

    private static Line note(Audience audience) {
        return text -> audience.on(new RunEvent.Note(text));
    }
}
