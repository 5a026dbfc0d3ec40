package natscompat.deployer.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import natscompat.platform.link.LinkPolicy;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final String PAYLOAD = "PING\r\nRMSG x y 3\r\n";
    private final List<String> lines = new ArrayList<>();

    private static String message(String head, String payload) {
        return head + " " + payload.length() + "\r\n" + payload + "\r\n";
    }

    private final String raft = message("RMSG $SYS $NRG.V.abc $NRG.R.1", PAYLOAD);
    private final String pinned = message("RMSG $NRG.AE.abc", PAYLOAD);
    private final String other = message("RMSG WORK load.a _INBOX.1", PAYLOAD);
    private final String headed = message("HMSG WORK load.a 12", "NATS/1.0\r\n\r\n" + PAYLOAD);
    private final String stream = "INFO {\"server_name\":\"n1\"}\r\n" + raft + other + "PING\r\n" + pinned + headed + "PONG\r\n";

    /** Passes text through in chunks; a policy of null follows only. */
    private String through(Frames frames, String text, LinkPolicy policy, Random chunks) {
        StringBuilder out = new StringBuilder();
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer put = ByteBuffer.allocate(1 << 20);
        int at = 0;
        while (at < bytes.length) {
            int count = Math.min(bytes.length - at, 1 + chunks.nextInt(40));
            frames.filter(ByteBuffer.wrap(bytes, at, count).slice(), put.clear(), policy);
            out.append(StandardCharsets.ISO_8859_1.decode(put.flip()));
            at += count;
        }
        return out.toString();
    }

    private Frames frames(long seed) {
        return new Frames(lines::add, new Random(seed));
    }

    @Test
    void without_a_policy_every_byte_passes_however_it_is_cut_into_chunks() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(through(frames(seed), stream, LinkPolicy.CLEAR, new Random(seed))).as("seed %d", seed)
                    .isEqualTo(stream);
        }
        assertThat(lines).allMatch(line -> line.startsWith("INFO"));
    }

    @Test
    void messages_of_raft_are_left_out_as_a_whole_and_nothing_else() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(through(frames(seed), stream, LinkPolicy.raft(1, 0), new Random(seed))).as("seed %d", seed)
                    .isEqualTo(stream.replace(raft, "").replace(pinned, ""));
        }
    }

    @Test
    void messages_of_raft_are_doubled_as_a_whole_and_nothing_else() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(through(frames(seed), stream, LinkPolicy.raft(0, 1), new Random(seed))).as("seed %d", seed)
                    .isEqualTo(stream.replace(raft, raft + raft).replace(pinned, pinned + pinned));
        }
    }

    @Test
    void a_policy_that_comes_and_goes_in_the_middle_of_a_message_breaks_none() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Frames frames = frames(seed);
            String whole = stream + stream + stream;
            byte[] bytes = whole.getBytes(StandardCharsets.ISO_8859_1);
            StringBuilder out = new StringBuilder();
            ByteBuffer put = ByteBuffer.allocate(1 << 20);
            int at = 0;
            while (at < bytes.length) {
                int count = Math.min(bytes.length - at, 1 + random.nextInt(60));
                ByteBuffer chunk = ByteBuffer.wrap(bytes, at, count).slice();
                boolean active = random.nextBoolean();
                put.clear();
                if (!active && frames.holds()) {
                    frames.letGo(put);
                }
                if (active || frames.dropping()) {
                    frames.filter(chunk, put, active ? LinkPolicy.raft(0.5, 0.5) : LinkPolicy.CLEAR);
                } else {
                    frames.follow(chunk);
                    put.put(chunk);
                }
                out.append(StandardCharsets.ISO_8859_1.decode(put.flip()));
                at += count;
            }
            String rest = out.toString().replace(raft, "").replace(pinned, "");
            assertThat(rest).as("seed %d", seed).isEqualTo(whole.replace(raft, "").replace(pinned, ""));
        }
    }
}
