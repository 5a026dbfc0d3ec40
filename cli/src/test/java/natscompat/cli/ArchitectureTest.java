package natscompat.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table "Folders" of docs/architecture.md, and the house rules that byte code shows. */
class ArchitectureTest {
    /** Package of a module -> packages of modules that it may use, its own and the JDK aside. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("publish", Set.of("model")),
            Map.entry("generator", Set.of("model")),
            Map.entry("planner", Set.of("model")),
            Map.entry("client", Set.of("model")),
            Map.entry("platform", Set.of("model")),
            Map.entry("deployer", Set.of("model", "platform", "generator", "client")),
            Map.entry("workloads", Set.of("model", "client")),
            Map.entry("mayhem", Set.of("model", "platform", "client")),
            Map.entry("checker", Set.of("model")),
            Map.entry("report", Set.of("model")),
            Map.entry("qualification", Set.of("model", "publish", "generator", "planner", "client", "platform",
                    "deployer", "workloads", "mayhem", "checker")),
            Map.entry("testing", Set.of("model", "publish")));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("natscompat");

    @TestFactory
    Stream<DynamicTest> aModuleUsesOnlyWhatTheTableAllows() {
        return MAY_USE.entrySet().stream().map(row -> DynamicTest.dynamicTest(row.getKey(), () -> noClasses()
                .that().resideInAPackage("natscompat." + row.getKey() + "..")
                .should().dependOnClassesThat(beyond(row.getKey(), row.getValue()))
                .allowEmptyShould(true)
                .check(MAIN)));
    }

    @Test
    void everyPackageBelongsToAModuleOfTheTable() {
        Set<String> modules = Set.copyOf(MAIN.stream().map(c -> c.getPackageName().split("\\.", -1)[1]).toList());
        assertThat(MAY_USE.keySet()).as("a new module needs a row in the table")
                .containsAll(modules.stream().filter(m -> !m.equals("cli")).toList());
    }

    @Test
    void modulesHaveNoCycles() {
        slices().matching("natscompat.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void onlyTheCommandLineEndsTheProcess() {
        noClasses().that().resideOutsideOfPackage("natscompat.cli..")
                .should().callMethod(System.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "halt", int.class)
                .check(MAIN);
    }

    @Test
    void onlyTheWaitingClassSleeps() {
        noClasses().that().areNotAssignableTo(Waiting.class)
                .should().callMethodWhere(describe("Thread.sleep or TimeUnit.sleep", call ->
                        call.getTarget().getName().equals("sleep")
                                && List.of("java.lang.Thread", "java.util.concurrent.TimeUnit")
                                        .contains(call.getTargetOwner().getName())))
                .check(MAIN);
    }

    @Test
    void onlyTheDrawsMakeRandomNumbers() {
        noClasses().that().areNotAssignableTo(Draws.class)
                .should().callConstructor(Random.class)
                .orShould().callConstructor(Random.class, long.class)
                .orShould().callMethod(Math.class, "random")
                .orShould().dependOnClassesThat().areAssignableTo(ThreadLocalRandom.class)
                .check(MAIN);
    }

    @Test
    void thePlannerKnowsNoClientOfAnything() {
        noClasses().that().resideInAPackage("natscompat.planner..")
                .should().dependOnClassesThat().resideInAnyPackage(
                        "io.nats..", "io.fabric8..", "com.github.dockerjava..", "org.eclipse.jgit..")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    private static DescribedPredicate<JavaClass> beyond(String module, Set<String> allowed) {
        return describe("are in a module other than " + module + " and " + allowed, type -> {
            List<String> parts = List.of(type.getPackageName().split("\\.", -1));
            return parts.size() > 1 && parts.getFirst().equals("natscompat")
                    && !parts.get(1).equals(module) && !allowed.contains(parts.get(1));
        });
    }
}
