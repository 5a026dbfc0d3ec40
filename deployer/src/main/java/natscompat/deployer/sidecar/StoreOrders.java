package natscompat.deployer.sidecar;

import java.io.IOException;
import natscompat.platform.store.Store;

/**
 * Carries out orders about what the server stores: read at any time, changed only while it does not run.
 *
 * @param server its process
 * @param store what it stores
 */
record StoreOrders(ServerProcess server, Store store) {
    Object carryOut(String word, String document) throws IOException {
        return switch (word) {
            case Orders.FILES -> new Orders.Files(store.files());
            case Orders.READ -> {
                Orders.Piece piece = Sidecar.read(document, Orders.Piece.class);
                yield new Orders.Bytes(piece.file(), piece.at(), store.read(piece.file(), piece.at(), piece.length()));
            }
            default -> server.whileDown(() -> change(word, document));
        };
    }

    private Object change(String word, String document) throws IOException {
        switch (word) {
            case Orders.WRITE -> {
                Orders.Bytes bytes = Sidecar.read(document, Orders.Bytes.class);
                store.write(bytes.file(), bytes.at(), bytes.bytes());
            }
            case Orders.TRUNCATE -> {
                Orders.Cut cut = Sidecar.read(document, Orders.Cut.class);
                store.truncate(cut.file(), cut.size());
            }
            case Orders.REMOVE -> store.remove(Sidecar.read(document, Orders.Cut.class).file());
            case Orders.WIPE -> {
                return new Orders.Wiped(store.wipe());
            }
            default -> throw new IOException("there is no order " + word);
        }
        return new Orders.Done();
    }
}
