package natscompat.mayhem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import natscompat.model.catalog.Role;
import natscompat.model.plan.PlannedFault;
import natscompat.model.time.Draws;
import natscompat.platform.Server;
import natscompat.platform.view.ClusterView;
import natscompat.platform.view.ClusterView.StreamView;

/**
 * Turns a role into servers, as they stand at one moment. Pure: the same view and draw give the same servers.
 *
 * @param view what all servers said
 * @param servers all of them, by ordinal
 * @param usable whether a server may be hit now; a role that leaves a choice chooses among these
 * @param streams names of the workloads' streams
 * @param consumers the workloads' consumers as {@code stream/consumer}
 * @param hits how often a server was hit before; {@link Role#ANY} goes round
 */
record RoleResolver(
        ClusterView view,
        List<Server> servers,
        Predicate<Server> usable,
        List<String> streams,
        List<String> consumers,
        ToIntFunction<Server> hits) {

    /** The servers that play the planned role now. */
    Resolved resolve(PlannedFault planned) {
        Draws draws = Draws.of(planned.draw());
        return switch (planned.role()) {
            case STREAM_LEADER -> oneOf(draws, "leader of a stream", ledStreams());
            case CONSUMER_LEADER -> oneOf(draws, "leader of a consumer", ledConsumers());
            case META_LEADER -> metaLeader();
            case FOLLOWER -> follower(draws);
            case OLD, NEW -> ofOrdinals(draws, planned);
            case ORDINAL -> new Resolved(
                    servers.stream().filter(s -> planned.ordinals().contains(s.ordinal())).toList(), "as planned");
            case MINORITY -> some(draws, 1, (servers.size() - 1) / 2);
            case MAJORITY -> some(draws, servers.size() / 2 + 1, Math.max(servers.size() / 2 + 1, servers.size() - 1));
            case SUBSET -> some(draws, 1, servers.size() - 1);
            case ALL -> new Resolved(servers, "all");
            case ANY -> any(draws);
        };
    }

    private Resolved any(Draws draws) {
        List<Server> there = servers.stream().filter(usable).toList();
        int least = there.stream().mapToInt(hits).min().orElse(0);
        List<Server> next = there.stream().filter(s -> hits.applyAsInt(s) == least).toList();
        return next.isEmpty() ? Resolved.nobody("no server is usable now") : picked(draws, next, "any");
    }

    private Resolved ofOrdinals(Draws draws, PlannedFault planned) {
        List<Server> these = servers.stream()
                .filter(s -> planned.ordinals().contains(s.ordinal()))
                .filter(usable)
                .toList();
        return these.isEmpty()
                ? Resolved.nobody("none of the servers " + planned.ordinals() + " is usable now")
                : picked(draws, these, "one of " + planned.ordinals());
    }

    /** Rather one that leads none of the streams; where each leads one, a follower of a drawn stream. */
    private Resolved follower(Draws draws) {
        Set<String> leaders = new HashSet<>();
        streams.forEach(stream -> streamLeader(stream).ifPresent(leaders::add));
        List<Server> others = usableWithout(leaders);
        return others.isEmpty()
                ? followerOfOne(draws)
                : picked(draws, others, "leads no stream of the workloads");
    }

    private Resolved followerOfOne(Draws draws) {
        List<String> followed = streams.stream()
                .sorted()
                .filter(stream -> streamLeader(stream).isPresent() && !followers(stream).isEmpty())
                .toList();
        if (followed.isEmpty()) {
            return Resolved.nobody("every usable server leads each stream of the workloads");
        }
        String stream = draws.at("stream").pick(followed);
        return picked(draws, followers(stream), "follower of a stream: " + stream);
    }

    private List<Server> followers(String stream) {
        return usableWithout(streamLeader(stream).map(Set::of).orElse(Set.of())).stream()
                .filter(server -> Optional.ofNullable(view.streams().get(stream))
                        .filter(seen -> seen.peers().contains(server.name()))
                        .isPresent())
                .toList();
    }

    private List<Server> usableWithout(Set<String> names) {
        return servers.stream().filter(s -> !names.contains(s.name())).filter(usable).toList();
    }

    private Resolved metaLeader() {
        return view.metaLeader()
                .flatMap(this::usableNamed)
                .map(server -> new Resolved(List.of(server), "leader of the meta group"))
                .orElseGet(() -> Resolved.nobody("no usable meta leader: " + view.metaLeader().orElse("nobody leads")));
    }

    private Resolved some(Draws draws, int least, int most) {
        List<Server> there = servers.stream().filter(usable).toList();
        int count = draws.at("count").between(least, Math.max(least, most));
        if (there.size() < count || count == 0) {
            return Resolved.nobody(there.size() + " usable servers are too few for " + count);
        }
        List<Server> drawn = draws.at("which").shuffled(there).subList(0, count).stream()
                .sorted(Comparator.comparingInt(Server::ordinal))
                .toList();
        return new Resolved(drawn, count + " of " + servers.size());
    }

    /** A leader and what it leads. */
    private record Led(Server server, String what) {}

    private List<Led> ledStreams() {
        List<Led> led = new ArrayList<>();
        streams.stream().sorted().forEach(stream -> streamLeader(stream)
                .flatMap(this::usableNamed)
                .ifPresent(server -> led.add(new Led(server, stream))));
        return led;
    }

    private List<Led> ledConsumers() {
        List<Led> led = new ArrayList<>();
        consumers.stream().sorted().forEach(name -> consumerLeader(name)
                .flatMap(this::usableNamed)
                .ifPresent(server -> led.add(new Led(server, name))));
        return led;
    }

    private static Resolved oneOf(Draws draws, String what, List<Led> led) {
        if (led.isEmpty()) {
            return Resolved.nobody("no usable " + what + " of the workloads");
        }
        Led drawn = draws.at("which").pick(led);
        return new Resolved(List.of(drawn.server()), what + ": " + drawn.what());
    }

    private Optional<String> streamLeader(String stream) {
        return Optional.ofNullable(view.streams().get(stream)).flatMap(StreamView::leader);
    }

    private Optional<String> consumerLeader(String name) {
        int slash = name.indexOf('/');
        return Optional.ofNullable(view.streams().get(name.substring(0, Math.max(0, slash))))
                .flatMap(stream -> Optional.ofNullable(stream.consumers().get(name.substring(slash + 1))))
                .flatMap(ClusterView.ConsumerView::leader);
    }

    private Optional<Server> usableNamed(String name) {
        return servers.stream().filter(s -> s.name().equals(name)).filter(usable).findFirst();
    }

    private static Resolved picked(Draws draws, List<Server> among, String said) {
        return new Resolved(List.of(draws.at("which").pick(among)), said);
    }
}
