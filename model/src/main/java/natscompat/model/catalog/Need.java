package natscompat.model.catalog;

import java.util.Map;
import java.util.stream.Collectors;

/** What a fault or a mode may need of a platform: words for the catalogue, and what they mean. Stateless. */
public final class Need {
    /** What not the platform has but a cell: more servers than its streams have replicas. */
    public static final String SPARE_SERVER = "spare-server";
    /** What not the platform has but a cell: streams that are stored in files. */
    public static final String FILE_STORAGE = "file-storage";

    private static final Map<String, String> MEANING = Map.of(
            "local", "servers as processes on this machine",
            "link-proxy", "a link proxy in front of every server",
            SPARE_SERVER, "more servers than replicas, so that a replica can move",
            FILE_STORAGE, "streams in files, not in memory",
            "small-disk", "root, loop devices, mkfs.ext4 and fsfreeze: a small file system under one server's store",
            "server-clock", "Linux on x86-64 and leave to write into the memory of a child: a time of day for one server"
                    + " (nats-server is static, so no library can be put before it)");

    private Need() {}

    /** Each with what it means: {@code small-disk (root, ...)}. */
    public static String explained(Iterable<String> needs) {
        return java.util.stream.StreamSupport.stream(needs.spliterator(), false)
                .sorted()
                .map(need -> MEANING.containsKey(need) ? need + " (" + MEANING.get(need) + ")" : need)
                .collect(Collectors.joining(", "));
    }

    /** Whether a platform can have something of that name. */
    public static boolean known(String need) {
        return MEANING.containsKey(need);
    }
}
