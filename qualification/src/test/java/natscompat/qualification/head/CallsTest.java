package natscompat.qualification.head;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CallsTest {
    @Test
    @Timeout(60)
    void aDownloadThatStallsBeginsAnew() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        HttpServer http = HttpServer.create(Orders.anyPort(), 0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        http.setExecutor(threads);
        http.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 8);
                exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                if (asked.incrementAndGet() == 1) {
                    end.await();
                }
                exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        http.start();
        try (Calls calls = new Calls(Way.to(URI.create("http://127.0.0.1:" + http.getAddress().getPort())), Orders.TOKEN,
                Duration.ofSeconds(30), Duration.ofMillis(300), notice -> {})) {
            String text = calls.download("/", body -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(text).isEqualTo("halfhalf");
            assertThat(asked).hasValue(2);
        } finally {
            end.countDown();
            http.stop(0);
            threads.shutdownNow();
        }
    }
}
