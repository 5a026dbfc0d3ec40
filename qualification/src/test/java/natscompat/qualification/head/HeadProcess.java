package natscompat.qualification.head;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import natscompat.qualification.RealRun;

/** A head as a process of its own, whose runners are processes. */
final class HeadProcess {
    private HeadProcess() {}

    /** Arguments: its volume, file of the token, port, a folder for runners. */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[2]);
        URI self = URI.create("http://127.0.0.1:" + port);
        RunnerPods pods = new RunnerProcesses(self, Path.of(args[1]), Path.of(args[3]));
        try (Head head = new Head(Path.of(args[0]), new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                Token.read(Path.of(args[1])), RealRun.CATALOG, pods)) {
            head.run();
        }
        System.exit(0);
    }
}
