package natscompat.report.ci;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.Matrix;
import natscompat.report.ci.PromiseResult.State;

/**
 * junit.xml: a testsuite for each cell, a testcase for each promise. What is not proven is skipped with its reason,
 * never passed; a crash of ours is an error. Times stand at the suites: promises of a cell are judged together.
 */
public final class JUnitXml {
    private static final double MILLIS = 1000.0;

    private final XMLStreamWriter xml;
    private final TestNames names;
    private final Set<String> failOn;

    private JUnitXml(XMLStreamWriter xml, TestNames names, Set<String> failOn) {
        this.xml = xml;
        this.names = names;
        this.failOn = failOn;
    }

    /** Writes the file with the usual {@code --fail-on} and no candidate. */
    public static void write(Path file, Matrix matrix, Plan plan) throws IOException {
        write(file, matrix, plan, TestNames.FAIL_ON, Optional.empty());
    }

    /**
     * Writes the file, replacing it as a whole; nothing is left beside it where that fails.
     *
     * @param file {@code junit.xml} in the run folder
     * @param failOn whose faults fail a test
     * @param candidate the release in question, if one was named
     */
    public static void write(Path file, Matrix matrix, Plan plan, Set<String> failOn, Optional<String> candidate)
            throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            write(part, matrix, plan, TestNames.of(plan, candidate), failOn);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void write(Path part, Matrix matrix, Plan plan, TestNames names, Set<String> failOn) throws IOException {
        try (OutputStream out = Files.newOutputStream(part)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            new JUnitXml(xml, names, failOn).document(matrix, plan);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("write " + part, e);
        }
    }

    private void document(Matrix matrix, Plan plan) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        newLine(0);
        xml.writeStartElement("testsuites");
        attribute("name", "nats-compat");
        attribute("time", seconds(matrix.took()));
        for (Matrix.Row row : matrix.rows()) {
            Optional<Cell> cell = plan.cells().stream()
                    .filter(c -> c.number() == row.cell() && c.rerunOf().isEmpty())
                    .findFirst();
            if (cell.isPresent()) {
                suite(cell.get(), row, matrix);
            }
        }
        newLine(0);
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void suite(Cell cell, Matrix.Row row, Matrix matrix) throws XMLStreamException {
        List<PromiseResult> results = PromiseResult.of(cell, row, failOn);
        newLine(1);
        xml.writeStartElement("testsuite");
        attribute("name", names.suite(cell) + " / " + names.cells().title(cell));
        attribute("tests", String.valueOf(results.size()));
        attribute("failures", count(results, State.FAILED));
        attribute("errors", count(results, State.CRASHED));
        attribute("skipped", count(results, State.SKIPPED));
        attribute("time", seconds(row.result().took()));
        properties(cell, row, matrix);
        for (PromiseResult result : results) {
            testcase(cell, result, row);
        }
        newLine(2);
        xml.writeStartElement("system-out");
        xml.writeCharacters(legal("folder: " + row.folder() + "\nagain: " + row.rerun()));
        xml.writeEndElement();
        newLine(1);
        xml.writeEndElement();
    }

    private void properties(Cell cell, Matrix.Row row, Matrix matrix) throws XMLStreamException {
        Map<String, String> properties = new TreeMap<>();
        properties.put("cell", String.valueOf(cell.number()));
        properties.put("seed", String.valueOf(matrix.seed()));
        properties.put("run", matrix.run());
        properties.put("commit.from", cell.pair().from() + " = " + names.revision(cell.pair().from()));
        properties.put("commit.to", cell.pair().to() + " = " + names.revision(cell.pair().to()));
        properties.put("key", row.result().key());
        newLine(2);
        xml.writeStartElement("properties");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            newLine(3);
            xml.writeEmptyElement("property");
            attribute("name", property.getKey());
            attribute("value", property.getValue());
        }
        newLine(2);
        xml.writeEndElement();
    }

    private void testcase(Cell cell, PromiseResult result, Matrix.Row row) throws XMLStreamException {
        newLine(2);
        xml.writeStartElement("testcase");
        attribute("classname", names.suite(cell));
        attribute("name", names.test(cell, result.promise()));
        switch (result.state()) {
            case PASSED -> { }
            case FAILED -> outcome("failure", result, row);
            case CRASHED -> outcome("error", result, row);
            case SKIPPED -> {
                xml.writeEmptyElement("skipped");
                attribute("message", result.text());
            }
        }
        xml.writeEndElement();
    }

    private void outcome(String element, PromiseResult result, Matrix.Row row) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute("message", result.text().lines().findFirst().orElse(""));
        attribute("type", result.promise());
        xml.writeCharacters(legal(result.text() + "\nagain: " + row.rerun()));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private void newLine(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String count(List<PromiseResult> results, State state) {
        return String.valueOf(results.stream().filter(r -> r.state() == state).count());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / MILLIS);
    }

    /** Only characters that XML 1.0 (section 2.2) allows. */
    static String legal(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF))
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
