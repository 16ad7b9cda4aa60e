package consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.operation.Operation;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An application on the module path: sends a command of the catalogue and a caller-defined one to a
 * server that accepts everything.
 */
public final class Main {

  private Main() {}

  record FreezeCard(String cardId) {}

  record Frozen(String requestStatus) {}

  public static void main(String[] args) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v5/card-api/card/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] answer = "{\"status\":\"ok\",\"request_status\":\"success\"}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try (FreedomCardClient client =
        FreedomCardClient.builder()
            .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .credentials("id", "key")
            .build()) {
      RequestState state =
          client.blockCard(
              BlockCardRequest.builder().cardId("123456789").description("lost").build());
      if (!Main.class.getModule().isNamed() || !state.isSuccess()) {
        throw new IllegalStateException(state.toString());
      }
      Frozen frozen =
          client
              .execute(
                  Operation.nonIdempotentCommand(
                      "freezeCard", "/v5/card-api/card/freeze", FreezeCard.class, Frozen.class),
                  new FreezeCard("123456789"))
              .body();
      if (!frozen.requestStatus().equals("success")) {
        throw new IllegalStateException(frozen.toString());
      }
      System.out.println("modular consumer: " + state + ", " + frozen);
    } finally {
      server.stop(0);
    }
  }
}
