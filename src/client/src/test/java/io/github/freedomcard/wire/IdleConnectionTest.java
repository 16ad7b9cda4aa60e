package io.github.freedomcard.wire;

import static io.github.freedomcard.testing.RawServer.http;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.RawServer.Connection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connections that were idle for a while, in which the server closed them or sent something that
 * nobody requested. A command then goes to another connection, once.
 */
@Tag("slow")
class IdleConnectionTest {

  /** How a server ends an idle connection. */
  private enum Ending {
    CLOSE {
      @Override
      void end(Connection connection) throws IOException {
        connection.close();
      }
    },
    HALF_CLOSE {
      @Override
      void end(Connection connection) throws IOException {
        connection.halfClose();
      }
    },
    RESET {
      @Override
      void end(Connection connection) throws IOException {
        connection.reset();
      }
    };

    abstract void end(Connection connection) throws IOException;
  }

  private static final Executor THREADS = task -> new Thread(task, "caller").start();

  static Stream<Arguments> transports() {
    return Stream.of(HttpTransport.values())
        .flatMap(transport -> Stream.of(false, true).map(async -> Arguments.of(transport, async)));
  }

  static Stream<Arguments> endings() {
    return Stream.of(HttpTransport.values())
        .flatMap(
            transport ->
                Stream.of(Ending.values())
                    .flatMap(
                        ending ->
                            Stream.of(false, true)
                                .map(async -> Arguments.of(transport, ending, async))));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void command_whenTheServerEndedTheIdleConnection_succeedsOnAnother(
      HttpTransport transport, Ending ending, boolean async)
      throws IOException, InterruptedException {
    WireCall command = WireCall.NON_IDEMPOTENT_COMMAND;
    AtomicReference<Connection> first = new AtomicReference<>();
    try (RawServer server =
            transport.serveConnections(
                (n, request, connection) -> {
                  first.compareAndSet(null, connection);
                  connection.send(http("200 OK", command.success()));
                });
        FreedomCardClient client = HttpTransport.client(server, HttpTransport.http().build())) {
      assertThat(command.call(client, async)).isInstanceOf(ApiResponse.class);
      ending.end(requireNonNull(first.get()));
      IdleTime.pass();
      assertThat(command.call(client, async))
          .isInstanceOfSatisfying(
              ApiResponse.class, response -> assertThat(response.attempts()).isEqualTo(1));
      assertThat(server.requests()).hasSize(2);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void command_whenTheServerEndedAllIdleConnections_succeedsOnANewOne(HttpTransport transport)
      throws Exception {
    WireCall command = WireCall.NON_IDEMPOTENT_COMMAND;
    int idle = 5;
    CountDownLatch allConnected = new CountDownLatch(idle);
    try (RawServer server =
            transport.serveConnections(
                (n, request, connection) -> {
                  if (n <= idle) {
                    // All at once, so that each call needs a connection of its own.
                    allConnected.countDown();
                    allConnected.await();
                  }
                  connection.send(http("200 OK", command.success()));
                  if (n <= idle) {
                    connection.close();
                  }
                });
        FreedomCardClient client = HttpTransport.client(server, HttpTransport.http().build())) {
      List<CompletableFuture<Object>> first =
          Stream.generate(
                  () -> CompletableFuture.supplyAsync(() -> command.call(client, false), THREADS))
              .limit(idle)
              .toList();
      assertThat(first).allSatisfy(each -> assertThat(each.join()).isInstanceOf(ApiResponse.class));
      assertThat(server.connections()).isEqualTo(idle);
      IdleTime.pass();
      assertThat(command.call(client, false))
          .isInstanceOfSatisfying(
              ApiResponse.class, response -> assertThat(response.attempts()).isEqualTo(1));
      assertThat(server.requests()).hasSize(idle + 1);
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void command_whenTheServerClosesAsTheRequestArrives_isUnknownAndNotRepeated(
      HttpTransport transport, boolean async) throws InterruptedException {
    WireCall command = WireCall.NON_IDEMPOTENT_COMMAND;
    try (RawServer server =
            transport.serve((n, request) -> n == 1 ? http("200 OK", command.success()) : null);
        FreedomCardClient client = HttpTransport.client(server, HttpTransport.http().build())) {
      assertThat(command.call(client, async)).isInstanceOf(ApiResponse.class);
      IdleTime.pass();
      assertThat(command.call(client, async))
          .isInstanceOfSatisfying(
              FreedomCardException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
      assertThat(server.requests()).hasSize(2);
    }
  }
}
