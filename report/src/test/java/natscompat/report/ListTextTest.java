package natscompat.report;

import java.util.List;
import java.util.Set;
import natscompat.model.catalog.CheckType;
import natscompat.model.catalog.FaultType;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.Listed;
import natscompat.model.catalog.WorkloadType;
import natscompat.report.testdata.Golden;
import natscompat.report.text.Style;
import org.junit.jupiter.api.Test;

class ListTextTest {
    private static final List<Listed> ENTRIES = List.of(
            new WorkloadType("kv-cas", "compare-and-set on three keys of one bucket", "2.9.0", 1, List.of()),
            new WorkloadType("durable-pull-consumer",
                    "publishes numbered messages and pulls them back one by one through a durable consumer that confirms"
                            + " every acknowledgement", "2.9.0", 1, List.of()),
            new CheckType("acked-message-kept", "every acknowledged message is there", "kept", List.of()),
            new FaultType("kill", "SIGKILL", "2.9.0", Set.of(), java.time.Duration.ofSeconds(20), Damage.OUT));

    @Test
    void explanationsWrapBesideTheNames() {
        Golden.check("list", ListText.render(ENTRIES, Style.plain(), 80));
    }

    @Test
    void onANarrowScreenExplanationsStandBelowTheNames() {
        Golden.check("list-narrow", ListText.render(ENTRIES, Style.plain(), 40));
    }
}
