package natscompat.generator;

import com.github.mustachejava.Code;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.reflect.MissingWrapper;
import com.github.mustachejava.reflect.ReflectionObjectHandler;
import com.github.mustachejava.util.Wrapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import natscompat.model.failure.Near;

/**
 * A mustache template that forgives nothing: a variable that is missing, one that the template never mentions, and a
 * character that would end a quoted string are errors. Immutable and thread-safe.
 */
public final class StrictTemplate {
    private final TemplateText source;
    private final Mustache mustache;
    private final Set<String> mentioned = new TreeSet<>();

    private StrictTemplate(TemplateText source) {
        this.source = source;
        try {
            this.mustache = new Factory().compile(new StringReader(source.text()), source.name());
        } catch (MustacheException e) {
            throw source.refused("read the template", e);
        }
        collectInside(mustache);
    }

    /**
     * Reads a template.
     *
     * @throws natscompat.model.failure.FailureException with file and line when it is no mustache
     */
    public static StrictTemplate of(TemplateText source) {
        return new StrictTemplate(source);
    }

    /**
     * Fills it.
     *
     * @param values scalars, booleans for sections, lists of maps for repeated sections
     * @throws natscompat.model.failure.FailureException with file and line where template and values do not fit
     */
    public String render(Map<String, ?> values) {
        Set<String> unused = new TreeSet<>(values.keySet());
        unused.removeAll(mentioned);
        if (!unused.isEmpty()) {
            throw source.unused(unused);
        }
        StringWriter out = new StringWriter();
        try {
            mustache.execute(out, List.<Object>of(values)).flush();
        } catch (IOException e) {
            throw new UncheckedIOException("fill the template " + source.name(), e);
        } catch (MustacheException e) {
            throw source.refused("fill the template", e);
        }
        return out.toString();
    }

    private void collectInside(Code outer) {
        Code[] inner = outer.getCodes();
        if (inner == null) {
            return;
        }
        for (Code code : inner) {
            String variable = code.getName();
            if (variable != null) {
                mentioned.add(variable);
            }
            collectInside(code);
        }
    }

    /** As it stands between the quotes of a string, in nats.conf and in YAML alike. */
    static String escaped(String value) {
        if (value.chars().anyMatch(c -> c < ' ')) {
            throw new MustacheException("a control character in a value");
        }
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Extending is how this library is configured. */
    private static final class Factory extends DefaultMustacheFactory {
        Factory() {
            setObjectHandler(new Demanding());
        }

        @Override
        public void encode(String value, Writer writer) {
            try {
                writer.write(escaped(value));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A name that nothing defines is an error; the library renders it as nothing. */
    private static final class Demanding extends ReflectionObjectHandler {
        @Override
        public Wrapper find(String variable, List<Object> scopes) {
            Wrapper wrapper = super.find(variable, scopes);
            if (wrapper instanceof MissingWrapper) {
                throw new MustacheException("nothing defines {{" + variable + "}}" + Near.hint(variable, known(scopes)));
            }
            return wrapper;
        }

        private static List<String> known(List<Object> scopes) {
            return scopes.stream()
                    .flatMap(scope -> scope instanceof Map<?, ?> map ? map.keySet().stream() : null)
                    .map(String::valueOf)
                    .sorted()
                    .toList();
        }
    }
}
