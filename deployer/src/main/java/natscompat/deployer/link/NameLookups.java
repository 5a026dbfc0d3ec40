package natscompat.deployer.link;

import java.security.Security;

/** How the process of a link proxy looks up names. Thread-safe. */
public final class NameLookups {
    private NameLookups() {}

    /**
     * Names are looked up at every dial from here on, if this is called before the first one is. Java keeps the address of a
     * name for 30 s, and for 10 s that there is none (java.security, networkaddress.cache.ttl); a server that is made anew
     * keeps its name and has another address.
     */
    public static void atEveryDial() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }
}
