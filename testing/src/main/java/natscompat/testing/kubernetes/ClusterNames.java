package natscompat.testing.kubernetes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * Lets a test on the outside find pods by their names, as something in a pod does: names that end in {@code .svc} are asked
 * of the cluster's own DNS ({@code KUBE_TEST_DNS}, else its usual address), all others of this machine. Thread-safe.
 */
public final class ClusterNames extends InetAddressResolverProvider {
    private static final String ENDING = ".svc";
    private static final String DOMAIN = ".cluster.local";
    private static final String USUAL = "10.96.0.10";

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver machine = configuration.builtinResolver();
        if (System.getenv("KUBERNETES_SERVICE_HOST") != null) {
            return machine; // This is in a pod, where it knows all names by itself.
        }
        String server = Optional.ofNullable(System.getenv("KUBE_TEST_DNS")).orElse(USUAL);
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                return host.endsWith(ENDING) ? ask(server, host) : machine.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return machine.lookupByAddress(address);
            }
        };
    }

    @SuppressWarnings({"JdkObsolete", "BanJNDI"}) // JNDI wants a Hashtable; only addresses are asked for, of the test cluster.
    private static Stream<InetAddress> ask(String server, String host) throws UnknownHostException {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        settings.put("java.naming.provider.url", "dns://" + server);
        settings.put("com.sun.jndi.dns.timeout.initial", "1000");
        try {
            InitialDirContext dns = new InitialDirContext(settings);
            Attribute found = dns.getAttributes(host + DOMAIN, new String[] {"A"}).get("A");
            dns.close();
            if (found == null) {
                throw new UnknownHostException(host);
            }
            List<InetAddress> addresses = new ArrayList<>();
            NamingEnumeration<?> all = found.getAll();
            while (all.hasMore()) {
                addresses.add(InetAddress.ofLiteral(String.valueOf(all.next())));
            }
            return addresses.stream();
        } catch (NamingException e) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(e);
            throw unknown;
        }
    }

    @Override
    public String name() {
        return "pods of the test cluster";
    }
}
