package natscompat.deployer.sidecar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import natscompat.platform.store.Store;

/**
 * What a server stores, through its sidecar, in pieces that a small process can hold.
 *
 * @param client of the sidecar
 */
record SidecarStore(SidecarClient client) implements Store {
    private static final int PIECE = 128 << 10;

    @Override
    public List<StoredFile> files() throws IOException {
        return client.order(Orders.FILES, new Orders.Done(), Orders.Files.class).files();
    }

    @Override
    public byte[] read(String file, long at, int length) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < length) {
            int wanted = Math.min(PIECE, length - all.size());
            byte[] piece = piece(file, at + all.size(), wanted);
            all.write(piece);
            if (piece.length < wanted) {
                break;
            }
        }
        return all.toByteArray();
    }

    private byte[] piece(String file, long at, int length) throws IOException {
        try {
            return client.order(Orders.READ, new Orders.Piece(file, at, length), Orders.Bytes.class).bytes();
        } catch (SidecarClient.Refused e) {
            if (files().stream().noneMatch(there -> there.path().equals(file))) {
                throw new NoSuchFileException(file, null, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    @Override
    public void write(String file, long at, byte[] bytes) throws IOException {
        int from = 0;
        do {
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE));
            client.order(Orders.WRITE, new Orders.Bytes(file, at + from, piece), Orders.Done.class);
            from += piece.length;
        } while (from < bytes.length);
    }

    @Override
    public void truncate(String file, long size) throws IOException {
        client.order(Orders.TRUNCATE, new Orders.Cut(file, size), Orders.Done.class);
    }

    @Override
    public void remove(String file) throws IOException {
        client.order(Orders.REMOVE, new Orders.Cut(file, 0), Orders.Done.class);
    }

    @Override
    public int wipe() throws IOException {
        return client.order(Orders.WIPE, new Orders.Done(), Orders.Wiped.class).count();
    }
}
