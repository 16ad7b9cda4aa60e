package io.github.freedomcard.jmh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.freedomcard.operation.CardOperations;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A loopback server that sends a constant response for each path, after a delay if one is set.
 *
 * <p>It has one thread and runs in a separate process, so that its cost is not measured.
 */
final class ResponseServer {

  private final Map<String, Buffer> responses = new HashMap<>();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Set<HttpConnection> used = new HashSet<>();
  private int delayMillis;

  private ResponseServer() {
    SampleMessages.RESPONSES.forEach((path, json) -> responses.put(path, Buffer.buffer(json)));
    responses.put(CardOperations.GET_STATEMENT.path(), Buffer.buffer(SampleMessages.statement(1)));
  }

  /**
   * The server process, as its parent sees it.
   *
   * @param process the process
   * @param baseUrl where the server listens
   * @param wire how it is called
   */
  record Running(Process process, String baseUrl, Wire wire) implements AutoCloseable {

    /** The number of connections used since the last call. */
    int connections() throws IOException {
      return send("");
    }

    /** Delays each response from now on. */
    void delay(int millis) throws IOException {
      send(Integer.toString(millis));
    }

    private int send(String line) throws IOException {
      process.getOutputStream().write((line + "\n").getBytes(ISO_8859_1));
      process.getOutputStream().flush();
      return Integer.parseInt(readLine(process));
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  static Running start(Wire wire) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dvertx.disableFileCPResolving=true",
                "-cp",
                System.getProperty("java.class.path"),
                ResponseServer.class.getName(),
                wire.name(),
                Wire.keyStore().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String scheme = wire.isTls() ? "https" : "http";
    return new Running(process, scheme + "://127.0.0.1:" + readLine(process), wire);
  }

  private static String readLine(Process process) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = process.getInputStream().read(); c != '\n'; c = process.getInputStream().read()) {
      if (c < 0) {
        throw new IOException("the server ended");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  /** Arguments: the wire, the key store. */
  public static void main(String[] args) throws IOException {
    new ResponseServer().serve(Wire.valueOf(args[0]), args[1]);
  }

  private void serve(Wire wire, String keyStore) throws IOException {
    HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    options.setAcceptBacklog(1024);
    // Clients reuse a connection for the whole run.
    options.getInitialSettings().setMaxConcurrentStreams(1024);
    if (wire.isTls()) {
      options
          .setSsl(true)
          .setUseAlpn(wire == Wire.H2)
          .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
          .setKeyCertOptions(new PfxOptions().setPath(keyStore).setPassword(Wire.PASSWORD));
    }
    int port =
        vertx
            .createHttpServer(options)
            .requestHandler(this::handle)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    System.out.print(port + "\n");
    System.out.flush();
    BufferedReader parent = new BufferedReader(new InputStreamReader(System.in, ISO_8859_1));
    for (String line = parent.readLine(); line != null; line = parent.readLine()) {
      String command = line;
      vertx.runOnContext(now -> reply(command));
    }
    // The input ends when the parent process ends.
    Runtime.getRuntime().halt(0);
  }

  /** An empty command asks for the number of connections, another one sets the delay. */
  private void reply(String command) {
    if (!command.isEmpty()) {
      delayMillis = Integer.parseInt(command);
    }
    System.out.print(used.size() + "\n");
    System.out.flush();
    used.clear();
  }

  private void handle(HttpServerRequest request) {
    used.add(request.connection());
    if (request.path().equals(SampleMessages.LARGE_STATEMENT)) {
      // Made on demand, because it takes a second.
      responses.computeIfAbsent(
          SampleMessages.LARGE_STATEMENT,
          path -> Buffer.buffer(SampleMessages.statement(SampleMessages.LARGE)));
    }
    Buffer response = responses.get(request.path().toLowerCase(Locale.ROOT));
    request.endHandler(
        end -> {
          if (delayMillis == 0) {
            respond(request, response);
          } else {
            vertx.setTimer(delayMillis, due -> respond(request, response));
          }
        });
  }

  private static void respond(HttpServerRequest request, Buffer response) {
    if (response == null) {
      request.response().setStatusCode(404).end();
    } else {
      request.response().putHeader("content-type", "application/json").end(response);
    }
  }
}
