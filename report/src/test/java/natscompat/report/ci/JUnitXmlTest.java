package natscompat.report.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.Verdict;
import natscompat.report.testdata.Golden;
import natscompat.report.testdata.SampleMatrix;
import natscompat.report.testdata.SamplePlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class JUnitXmlTest {
    private static final Plan ONE = SamplePlan.oneCell();
    private static final Plan TWENTY = SamplePlan.standard("v2.12.15", "main");

    @TempDir
    private Path folder;

    @Test
    void aBrokenPromiseIsAFailureAndTheOthersPass() throws Exception {
        Path file = write(ONE, new SampleMatrix(ONE)
                .verdict(1, new Verdict.BrokenByMix("3/3 mix, 0/3 old, 0/3 new"), SampleMatrix.lost()));
        Golden.check("junit-broken", Files.readString(file));
    }

    @Test
    void everyCellIsASuiteAndCountsAddUp() throws Exception {
        Document document = parse(write(TWENTY, new SampleMatrix(TWENTY)
                .verdict(1, new Verdict.BrokenInNew("1/1 new"), SampleMatrix.lost())
                .verdict(2, new Verdict.Vacuous("nothing seen"))
                .verdict(3, new Verdict.Crashed("no room"))));
        List<Element> suites = all(document.getDocumentElement(), "testsuite");
        assertThat(suites).hasSize(20);
        for (Element suite : suites) {
            assertThat(all(suite, "testcase")).hasSize(Integer.parseInt(suite.getAttribute("tests")));
            assertThat(all(suite, "failure")).hasSize(Integer.parseInt(suite.getAttribute("failures")));
            assertThat(all(suite, "skipped")).hasSize(Integer.parseInt(suite.getAttribute("skipped")));
            assertThat(all(suite, "error")).hasSize(Integer.parseInt(suite.getAttribute("errors")));
        }
    }

    @Test
    void nothingThatIsNotProvenPasses() throws Exception {
        for (Verdict verdict : List.of(new Verdict.Vacuous("v"), new Verdict.Unknown("u"), new Verdict.Skipped("s"),
                new Verdict.Crashed("c"))) {
            Document document = parse(write(ONE, new SampleMatrix(ONE).verdict(1, verdict)));
            int cases = all(document.getDocumentElement(), "testcase").size();
            int excused = all(document.getDocumentElement(), "skipped").size()
                    + all(document.getDocumentElement(), "error").size();
            assertThat(excused).as("%s", verdict).isEqualTo(cases).isPositive();
        }
    }

    @Test
    void whatIsExcusedByNameFailsNoTestAndKeepsItsReason() throws Exception {
        Document document = parse(write(ONE, new SampleMatrix(ONE)
                .verdict(1, new Verdict.BrokenInNew("1/1 new"), SampleMatrix.lost())
                .excused(1)));
        assertThat(all(document.getDocumentElement(), "failure")).isEmpty();
        assertThat(all(document.getDocumentElement(), "skipped"))
                .isNotEmpty()
                .allSatisfy(skipped -> assertThat(skipped.getAttribute("message")).startsWith("excused by name: "));
    }

    @Test
    void inARedCellWhoseRunProvesNothingElseTheOtherPromisesAreSkippedWithTheReason() throws Exception {
        Document document = parse(write(ONE, new SampleMatrix(ONE)
                .verdict(1, new Verdict.BrokenInNew("1/1 new"), SampleMatrix.lost())
                .unproven(1, "machine overloaded: stalled for 3 s")));
        List<Element> cases = all(document.getDocumentElement(), "testcase");
        assertThat(all(document.getDocumentElement(), "failure")).hasSize(1);
        assertThat(all(document.getDocumentElement(), "skipped"))
                .hasSize(cases.size() - 1)
                .isNotEmpty()
                .allSatisfy(skipped -> assertThat(skipped.getAttribute("message")).contains("stalled for 3 s"));
    }

    @Test
    void inARedCellASuspectAndWhatIsNotPromisedDoNotFail() throws Exception {
        Verdict broken = new Verdict.BrokenInNew("1/1 new");
        for (boolean suspect : List.of(true, false)) {
            Map<String, Verdict> promises = suspect
                    ? Map.of("acked-message-kept", broken, "available-after-healing", new Verdict.Suspect("1/1"))
                    : Map.of("acked-message-kept", broken);
            Document document = parse(write(ONE, new SampleMatrix(ONE).verdict(1, broken, promises, SampleMatrix.lost(),
                    suspect ? SampleMatrix.late() : SampleMatrix.unavailable(SampleMatrix.late()))));
            assertThat(all(document.getDocumentElement(), "failure")).hasSize(1);
            assertThat(all(document.getDocumentElement(), "skipped"))
                    .singleElement()
                    .satisfies(skipped -> assertThat(skipped.getAttribute("message"))
                            .startsWith(suspect ? "suspect" : "not promised here"));
        }
    }

    @Test
    void onlyThePromiseUnderSuspicionIsSkipped() throws Exception {
        Document document = parse(write(ONE,
                new SampleMatrix(ONE).verdict(1, new Verdict.Suspect("red once"), SampleMatrix.late())));
        assertThat(all(document.getDocumentElement(), "skipped"))
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.getAttribute("message")).contains("no update of kv-cas"));
    }

    @Test
    void signsThatXmlForbidsAreLeftOut() throws Exception {
        Document document = parse(write(ONE, new SampleMatrix(ONE)
                .verdict(1, new Verdict.Crashed("a\u0000b\u001b[31m <&>\" \ufffe \ud800 \ud83d\ude80"))));
        assertThat(all(document.getDocumentElement(), "error").getFirst().getAttribute("message"))
                .contains("ab[31m <&>\"").contains("\ud83d\ude80").doesNotContain("\ufffe");
    }

    private Path write(Plan plan, SampleMatrix matrix) throws IOException {
        Path file = folder.resolve("junit.xml");
        JUnitXml.write(file, matrix.build(), plan);
        return file;
    }

    private static Document parse(Path file) throws IOException, ParserConfigurationException, SAXException {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static List<Element> all(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
