package natscompat.cli;

/** The page that {@code --help} prints. Written by hand and without picocli, so that it is there at once. */
final class Usage {
    private Usage() {}

    static String text() {
        StringBuilder verbs = new StringBuilder();
        for (Verb verb : Verb.values()) {
            verbs.append("  ").append(verb.word());
            verbs.append(" ".repeat(Math.max(1, 18 - verb.word().length()))).append(verb.line()).append('\n');
        }
        return """
                Which NATS server versions can share a cluster, be upgraded into each other and back, and lose nothing?

                Usage: nats-compat VERB [OPTIONS]      for example: bin/qualify v2.12.15 v2.14.5

                %s
                  help VERB         its options; the same as VERB --help
                  --version         what this is
                  --no-color        no colours, with any verb; NO_COLOR=1 does the same

                Exit codes: 0 every planned cell passed; 1 a cell is broken in what was asked about;
                2 suspect, vacuous, unknown, not attempted or interrupted; 254 bad arguments, input or a missing JDK,
                Maven or Go; 255 our own crash.
                """
                .formatted(verbs);
    }
}
