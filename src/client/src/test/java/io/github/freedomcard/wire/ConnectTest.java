package io.github.freedomcard.wire;

import static io.github.freedomcard.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.testing.Logs;
import io.github.freedomcard.testing.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connects that stall: the call must go on elsewhere, and nothing has been sent. */
@Tag("slow")
class ConnectTest {

  /** A port whose queue of connections is full, so that a further connect gets no response. */
  private static final class Stalled implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket();
    private final List<Socket> waiting = new ArrayList<>();

    /**
     * Stalls connects to this port of 127.0.0.2.
     *
     * @param port 0 for any
     */
    Stalled(int port) throws IOException {
      listener.bind(new InetSocketAddress(stalledAddress(), port), 1);
      while (connects()) {
        // The queue is not full yet.
      }
    }

    private boolean connects() throws IOException {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(listener.getLocalSocketAddress(), 200);
        return true;
      } catch (SocketTimeoutException full) {
        return false;
      }
    }

    String baseUrl() {
      return "http://127.0.0.2:" + listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      listener.close();
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  static List<WireCall> calls() {
    return WireCall.ALL;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void call_whenOneOfTheHostsAddressesStalls_succeedsAtTheOther(WireCall call) throws IOException {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", call.success()))) {
      int port = URI.create(server.baseUrl()).getPort();
      OkHttpClient http =
          new OkHttpClient.Builder()
              .dns(host -> List.of(stalledAddress(), InetAddress.getLoopbackAddress()))
              .build();
      try (Stalled stalled = new Stalled(port);
          FreedomCardClient client =
              builder("http://localhost:" + port, http)
                  .retryPolicy(RetryPolicy.none())
                  .timeout(Duration.ofSeconds(4))
                  .attemptTimeout(Duration.ofSeconds(4))
                  .build()) {
        assertThat(stalled.baseUrl()).endsWith(":" + port);
        assertThat(call.call(client, false)).isInstanceOf(ApiResponse.class);
        assertThat(server.requests()).hasSize(1);
      }
    }
  }

  /** Races the end of a connect with the cancellation of its call; nothing can have left. */
  @Test
  void callAsync_whenCancelledAsTheConnectTimesOut_isNotUnknown() throws IOException {
    Random random = new Random(20260105);
    try (Stalled stalled = new Stalled(0);
        Logs logs = Logs.capture();
        FreedomCardClient client =
            builder(stalled.baseUrl(), new OkHttpClient())
                .retryPolicy(RetryPolicy.none())
                .attemptTimeout(Duration.ofMillis(5))
                .build()) {
      for (int round = 0; round < 400; round++) {
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          calls.add(WireCall.DOCUMENTED_COMMAND.callAsync(client));
        }
        // Around the time-out, so that some calls end before it and some after it.
        LockSupport.parkNanos(3_500_000 + random.nextInt(3_000_000));
        calls.forEach(each -> each.cancel(true));
      }
      assertThat(logs.text()).doesNotContain("outcome unknown");
    }
  }

  private static InetAddress stalledAddress() throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
  }

  private static FreedomCardClientBuilder builder(String baseUrl, OkHttpClient http) {
    return FreedomCardClient.builder().baseUrl(baseUrl).credentials("id", "key").httpClient(http);
  }
}
