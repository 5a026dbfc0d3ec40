package natscompat.deployer.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The program of a child JVM: holds a link proxy until it is killed. Argument: a folder. Says the proxy's process id. */
final class ProxyHolder {
    private ProxyHolder() {}

    public static void main(String[] arguments) throws IOException {
        try (ProxyProcess proxy = ProxyProcess.start(ProcessBuilder::start, List.of(), "token", 1,
                Path.of(arguments[0], "link-proxy.log"))) {
            System.out.println(proxy.pid());
            while (System.in.read() >= 0) {
                System.out.println("held");
            }
        }
    }
}
