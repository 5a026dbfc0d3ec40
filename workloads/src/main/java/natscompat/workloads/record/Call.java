package natscompat.workloads.record;

import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import natscompat.client.JetStreamApi;

/** One attempt's request. */
@FunctionalInterface
public interface Call<T> {
    /** Sends it and waits for the answer, at most {@code limit}. */
    T call(Duration limit) throws IOException, JetStreamApiException, JetStreamApi.Refused;
}
