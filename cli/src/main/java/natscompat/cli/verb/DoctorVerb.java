package natscompat.cli.verb;

import java.util.List;
import java.util.concurrent.Callable;
import natscompat.cli.Shell;
import natscompat.cli.doctor.Diagnosis;
import natscompat.cli.doctor.Doctor;
import natscompat.model.rundir.Json;
import natscompat.report.text.Wrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor}: what is there and what is missing. Ends with 254 when something is missing. */
@Command(description = "Looks at what a run needs and says what to do about what is missing.")
public final class DoctorVerb implements Callable<Integer> {
    private final Shell shell;

    @Option(names = "--json", description = "Print a JSON document instead.")
    private boolean json;

    /** A doctor for this shell. */
    public DoctorVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        List<Diagnosis> all = Doctor.of(shell).look();
        if (json) {
            shell.out().print(Json.pretty(all));
        } else {
            all.forEach(this::print);
        }
        return all.stream().anyMatch(d -> d.state() == Diagnosis.State.MISSING) ? 254 : 0;
    }

    private void print(Diagnosis d) {
        String first = "%-8s%-15s".formatted(d.state().word(), d.name());
        String indent = " ".repeat(first.length());
        Wrap.wrap(d.seen(), shell.width(), first, indent).forEach(shell.out()::println);
        if (!d.next().isEmpty()) {
            Wrap.wrap(d.next(), shell.width(), indent, indent).forEach(shell.out()::println);
        }
    }
}
