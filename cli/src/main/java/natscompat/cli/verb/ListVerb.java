package natscompat.cli.verb;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import natscompat.cli.Catalogs;
import natscompat.cli.Shell;
import natscompat.cli.options.Names;
import natscompat.mayhem.canary.Canaries;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Listed;
import natscompat.model.rundir.Json;
import natscompat.planner.Profiles;
import natscompat.planner.walk.Walks;
import natscompat.report.ListText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code list}: what there is to choose from, each with one line of explanation. */
@Command(description = "Lists what there is to choose from, each with one line of explanation.")
public final class ListVerb implements Callable<Integer> {
    private static final List<String> KINDS =
            List.of("workloads", "mayhem", "walks", "checks", "profiles", "promises", "faults", "canaries");

    private final Shell shell;

    @Parameters(paramLabel = "KIND", description = "workloads, mayhem, walks, checks, profiles, promises, faults or canaries.")
    private String kind = "";

    @Option(names = "--json", description = "Print a JSON document instead.")
    private boolean json;

    /** Lists to this shell. */
    public ListVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        List<? extends Listed> entries = entries(kind.toLowerCase(Locale.ROOT));
        shell.out().print(json ? Json.pretty(entries) : ListText.render(entries, shell.style(), shell.width()));
        return 0;
    }

    private List<? extends Listed> entries(String typed) {
        Catalog catalog = Catalogs.joined();
        return switch (Names.one("list", typed, KINDS)) {
            case "workloads" -> catalog.workloads();
            case "mayhem" -> json ? catalog.modes() : ModeLine.all(catalog.modes());
            case "walks" -> Walks.all();
            case "checks" -> catalog.checks();
            case "promises" -> catalog.promises();
            case "canaries" -> Canaries.all();
            case "faults" -> catalog.faults();
            default -> Profiles.all();
        };
    }
}
