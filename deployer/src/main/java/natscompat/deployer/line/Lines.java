package natscompat.deployer.line;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket as lines of text. Used by one thread at a time. */
final class Lines {
    private final BufferedReader in;
    private final BufferedWriter out;

    Lines(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    }

    void say(String line) throws IOException {
        if (line.indexOf('\n') >= 0) {
            throw new IOException("a line cannot hold a line break");
        }
        out.write(line);
        out.newLine();
        out.flush();
    }

    /** The next line. */
    String hear() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("the other side is gone");
        }
        return line;
    }

    /** The next line of exactly this length: a stranger cannot make us read more. */
    String hear(int length) throws IOException {
        char[] line = new char[length + 1];
        for (int i = 0; i <= length; i++) {
            int next = in.read();
            if (next < 0 || (next == '\n') != (i == length)) {
                throw new IOException("the other side speaks another language");
            }
            line[i] = (char) next;
        }
        return new String(line, 0, length);
    }
}
