package natscompat.cli.options;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import natscompat.model.failure.Failure;
import natscompat.model.failure.Near;

/**
 * The user's configuration file: {@code nats-compat/config.properties} in XDG's configuration folder. Options and
 * environment variables win over it.
 *
 * @param values by key; only known keys
 */
public record Configuration(Map<String, String> values) {
    private static final String REPO = "repo";
    private static final List<String> KEYS = List.of(REPO);

    /** Copies the map. */
    public Configuration {
        values = Map.copyOf(values);
    }

    /** Reads the file; there need not be one. */
    public static Configuration read(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = xdg.isEmpty() ? Path.of(environment.getOrDefault("HOME", "."), ".config") : Path.of(xdg);
        Path file = base.resolve("nats-compat").resolve("config.properties");
        if (!Files.exists(file)) {
            return new Configuration(Map.of());
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.input("read " + file, String.valueOf(e), "Mend or remove that file.").causedBy(e);
        }
        for (String key : properties.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw Failure.input("read " + file, "nothing is known about the key " + key + Near.hint(key, KEYS),
                        "Use only: " + String.join(", ", KEYS) + ".");
            }
        }
        return new Configuration(properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, key -> properties.getProperty(key).strip())));
    }

    /** Where releases are found when neither option nor variable says so. */
    public Optional<String> repo() {
        return Optional.ofNullable(values.get(REPO)).filter(value -> !value.isEmpty());
    }
}
