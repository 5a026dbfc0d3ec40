package natscompat.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.Test;

/** Templates forgive nothing. */
class StrictTemplateTest {
    private static StrictTemplate template(String text) {
        return StrictTemplate.of(TemplateText.packed("t", text));
    }

    @Test
    void a_missing_variable_is_an_error_that_names_it() {
        assertThatThrownBy(() -> template("a: {{a}} {{b}}").render(Map.of("a", "1")))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("{{b}}");
    }

    @Test
    void a_missing_section_is_an_error() {
        assertThatThrownBy(() -> template("{{#s}}x{{/s}}").render(Map.of()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("{{s}}");
    }

    @Test
    void an_unused_variable_is_an_error_that_names_it() {
        assertThatThrownBy(() -> template("{{a}}").render(Map.of("a", "1", "extra", "2")))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("extra");
    }

    @Test
    void a_variable_inside_a_section_that_is_off_counts_as_used() {
        assertThat(template("[{{#on}}{{a}}{{/on}}]").render(Map.of("on", false, "a", "1"))).isEqualTo("[]");
    }

    @Test
    void quotes_are_escaped_and_nothing_else_is() {
        assertThat(template("\"{{a}}\"").render(Map.of("a", "x\"y\\z=<&>"))).isEqualTo("\"x\\\"y\\\\z=<&>\"");
    }

    @Test
    void a_line_break_in_a_value_is_an_error() {
        assertThatThrownBy(() -> template("{{a}}").render(Map.of("a", "x\ny")))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("control character");
    }

    @Test
    void lists_repeat_their_section() {
        List<Map<String, String>> routes = List.of(Map.of("r", "1"), Map.of("r", "2"));
        assertThat(template("{{#routes}}{{r}};{{/routes}}").render(Map.of("routes", routes))).isEqualTo("1;2;");
    }
}
