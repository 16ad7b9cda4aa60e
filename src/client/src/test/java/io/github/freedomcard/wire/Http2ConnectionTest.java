package io.github.freedomcard.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.client.CreateClientRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.ClientOperations;
import io.github.freedomcard.testing.Http2Peer;
import io.github.freedomcard.testing.Http2Peer.Connection;
import io.github.freedomcard.testing.Http2Peer.Stream;
import io.github.freedomcard.testing.Requests;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one bad HTTP/2 connection does to the other calls of a client. */
@Tag("slow")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Http2ConnectionTest {

  private static final int CALLS = 10;
  private static final int LARGE_WINDOW = 1 << 30;
  private static final Executor THREADS =
      task -> {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        thread.start();
      };

  /** The first connection acknowledges nothing any more after its first response. */
  private record Dying() implements Http2Peer.Script {
    @Override
    public void onHeaders(Stream stream) throws InterruptedException {
      if (stream.connection().number() == 1 && stream.number() > 1) {
        stream.connection().freeze();
      }
    }

    @Override
    public void onRequest(Stream stream) throws IOException {
      stream.respond(200, WireCall.READ.success());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void call_whenTheConnectionDiesSilently_soonUsesAnother(boolean async) {
    try (Http2Peer peer = Http2Peer.start(new Dying());
        FreedomCardClient client = client(peer).build()) {
      warmUp(client);
      List<Object> results = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        results.add(WireCall.READ.call(client, async));
      }
      // The first call may fail, and one more while a ping waits for its acknowledgement.
      assertThat(results.subList(2, CALLS)).hasOnlyElementsOfType(ApiResponse.class);
    }
  }

  /** The first connection grants a large window and reads none of what it then gets. */
  private record Deaf(CountDownLatch uploading) implements Http2Peer.Script {
    @Override
    public void onConnection(Connection connection) throws IOException {
      connection.settings(Http2Peer.INITIAL_WINDOW_SIZE, LARGE_WINDOW);
      connection.windowUpdate(0, LARGE_WINDOW);
    }

    @Override
    public void onData(Stream stream) throws InterruptedException {
      if (stream.connection().number() == 1) {
        uploading.countDown();
        stream.connection().freeze();
      }
    }

    @Override
    public void onRequest(Stream stream) throws IOException {
      stream.respond(200, WireCall.READ.success());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void call_whenAnUploadStallsOnTheConnection_endsInTimeAndLaterSucceeds(boolean async)
      throws Exception {
    CountDownLatch uploading = new CountDownLatch(1);
    CreateClientRequest large =
        Requests.of(ClientOperations.CREATE_CLIENT).toBuilder()
            .additionalProperties(Map.of("padding", ".".repeat(2_000_000)))
            .build();
    try (Http2Peer peer = Http2Peer.start(new Deaf(uploading));
        FreedomCardClient client = client(peer).build()) {
      warmUp(client);
      CompletableFuture<Object> upload =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return client.execute(ClientOperations.CREATE_CLIENT, large);
                } catch (FreedomCardException e) {
                  return e;
                }
              },
              THREADS);
      uploading.await();
      List<CompletableFuture<Object>> during = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        during.add(CompletableFuture.supplyAsync(() -> WireCall.READ.call(client, async), THREADS));
      }
      // Ten times the time-out of a call: this one must end, and with it those that wait for it.
      assertThat(upload.get(20, TimeUnit.SECONDS)).isInstanceOf(FreedomCardException.class);
      for (CompletableFuture<Object> each : during) {
        assertThat(each.get(20, TimeUnit.SECONDS)).isNotNull();
      }
      List<Object> after = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        after.add(
            CompletableFuture.supplyAsync(() -> WireCall.READ.call(client, async), THREADS)
                .get(20, TimeUnit.SECONDS));
      }
      assertThat(after).hasOnlyElementsOfType(ApiResponse.class);
    }
  }

  /** Refuses a second request on a connection while it has not responded to the first. */
  private static final class OneAtATime implements Http2Peer.Script {

    private static final int REFUSED_STREAM = 7;

    private final Set<Integer> busy = new HashSet<>();
    private final Set<Stream> refused = new HashSet<>();

    @Override
    public void onConnection(Connection connection) throws IOException {
      connection.settings(Http2Peer.MAX_CONCURRENT_STREAMS, 1);
    }

    @Override
    public void onHeaders(Stream stream) throws IOException {
      synchronized (this) {
        if (busy.add(stream.connection().number())) {
          return;
        }
        refused.add(stream);
      }
      stream.reset(REFUSED_STREAM);
    }

    @Override
    public void onRequest(Stream stream) throws IOException {
      synchronized (this) {
        if (refused.contains(stream)) {
          return;
        }
        busy.remove(stream.connection().number());
      }
      stream.process();
      stream.respond(200, WireCall.NON_IDEMPOTENT_COMMAND.success());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void commands_whenTheConnectionTakesOneAtATime_takeEffectOnceEachOrAreUnknown(boolean async) {
    try (Http2Peer peer = Http2Peer.start(new OneAtATime());
        FreedomCardClient client =
            client(peer)
                .timeout(Duration.ofSeconds(30))
                .attemptTimeout(Duration.ofSeconds(10))
                .build()) {
      List<CompletableFuture<Object>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(
            CompletableFuture.supplyAsync(
                () -> WireCall.NON_IDEMPOTENT_COMMAND.call(client, async), THREADS));
      }
      int successes = 0;
      int unknown = 0;
      for (CompletableFuture<Object> each : calls) {
        Object result = each.join();
        successes += result instanceof ApiResponse ? 1 : 0;
        unknown +=
            result instanceof FreedomCardException e && e.outcome() == Outcome.UNKNOWN ? 1 : 0;
      }
      assertThat(peer.effects().size()).isBetween(successes, successes + unknown);
      assertThat(successes).isPositive();
    }
  }

  private static void warmUp(FreedomCardClient client) {
    // More than once, since the first handshake of a JVM may be too slow for the time-out.
    while (!(WireCall.READ.call(client, false) instanceof ApiResponse)) {
      // Again.
    }
  }

  private static FreedomCardClientBuilder client(Http2Peer peer) {
    OkHttpClient http = Http2Peer.client().build();
    return FreedomCardClient.builder()
        .baseUrl(peer.baseUrl())
        .credentials("id", "key")
        .timeout(Duration.ofSeconds(2))
        .attemptTimeout(Duration.ofMillis(600))
        .httpClient(http);
  }
}
