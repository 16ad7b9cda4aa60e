package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Forwards HTTP/1.1 unchanged to one connection to WireMock; only the body of a chunked request
 * becomes one chunk.
 *
 * <p>A request is forwarded when it has arrived completely, so that a slow client occupies none of
 * WireMock's threads.
 */
final class Http1Connection implements HttpConnection {

  /** For the head and the body of a request. */
  private static final Duration MAX_READ_TIME = Duration.ofMinutes(1);

  private final FaultProxy proxy;
  private final ClientSocket client;
  private @Nullable SocketStreams server;
  private boolean withheld;

  Http1Connection(FaultProxy proxy, ClientSocket client) {
    this.proxy = proxy;
    this.client = client;
  }

  @Override
  public void serve() throws IOException, InterruptedException {
    try {
      while (serveOne()) {
        // Repeats until the connection ends.
      }
    } finally {
      if (server != null) {
        server.close();
      }
    }
  }

  @Override
  public synchronized void release() {
    notifyAll();
    if (withheld) {
      client.cut();
    }
  }

  /** Serves one request; returns false if the connection ends. */
  private boolean serveOne() throws IOException, InterruptedException {
    client.in().mark(1);
    if (client.in().read() < 0) {
      return false;
    }
    client.in().reset();
    // An idle connection may stay open, a request must not take for ever.
    CompletableFuture<Void> limit = client.cutAfter(MAX_READ_TIME);
    Received request;
    try {
      request = read();
    } finally {
      limit.complete(null);
    }
    if (request == null) {
      return false;
    }
    return request.isOwn()
        ? respond(request.head(), request.body().toByteArray())
        : forward(request.head(), request.body());
  }

  /**
   * A request that has arrived completely.
   *
   * @param isOwn whether it is for the sandbox's own site
   */
  private record Received(HttpHead head, ByteArrayOutputStream body, boolean isOwn) {}

  /** Reads a request; returns null if the connection ends instead. */
  private @Nullable Received read() throws IOException {
    HttpHead request = HttpHead.read(client.in());
    if (!request.isComplete()) {
      return null;
    }
    String violation = request.violation();
    if (violation != null) {
      refuse(request, 400, violation);
      return null;
    }
    boolean isOwn = proxy.site().isOwn(request);
    if (!isOwn && proxy.takeReset()) {
      client.abort();
      return null;
    }
    int limit = isOwn ? BodyLimit.CONTROL_API : BodyLimit.CARD_API;
    if (request.isLongerThan(limit)) {
      refuse(request, 413, "body: more than " + limit + " bytes");
      return null;
    }
    if (request.expectsContinue()) {
      client.out().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      client.out().flush();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    return request.copyRequestContent(client.in(), new BodyLimit(body, limit))
        ? new Received(request, body, isOwn)
        : null;
  }

  private boolean forward(HttpHead request, ByteArrayOutputStream content)
      throws IOException, InterruptedException {
    int releasesBefore = proxy.releases();
    if (server == null) {
      server = proxy.connectToServer();
    }
    server.out().write(request.bytes());
    request.writeRequestBody(content, server.out());
    server.out().flush();
    HttpHead response = HttpHead.readFinalResponse(server.in());
    String delivery = response.field(FaultProxy.DELIVERY);
    if (delivery == null) {
      return passOn(request, response, server.in());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    response.copyResponseBody(request, server.in(), body);
    HttpHead visible = response.without(FaultProxy.DELIVERY);
    if (delivery.startsWith(FaultProxy.DELAY)) {
      delay(FaultProxy.delay(delivery), releasesBefore);
      return passOn(request, visible, new ByteArrayInputStream(body.toByteArray()));
    }
    switch (delivery) {
      case FaultProxy.RESET -> client.abort();
      case FaultProxy.TRUNCATE -> {
        client.out().write(visible.bytes());
        client.out().write(body.toByteArray(), 0, body.size() / 2);
        client.out().flush();
        client.cut();
      }
      case FaultProxy.NO_RESPONSE -> withholdResponse(releasesBefore);
      default -> client.cut(); // CLOSE: no response.
    }
    return false;
  }

  /** Responds without WireMock. */
  private boolean respond(HttpHead request, byte[] body) throws IOException {
    write(request, proxy.site().respond(request, body));
    return !request.isLast();
  }

  /** Responds without reading the body; the connection must end. */
  private void refuse(HttpHead request, int status, String detail) throws IOException {
    write(request, ControlSite.problem(status, detail).with("Connection", "close"));
  }

  private void write(HttpHead request, SandboxResponse response) throws IOException {
    client.out().write(HttpHead.of(response).bytes());
    if (!request.method().equals("HEAD")) {
      client.out().write(response.body());
    }
    client.out().flush();
  }

  private boolean passOn(HttpHead request, HttpHead response, InputStream body) throws IOException {
    HttpHead head =
        response.isComplete() && proxy.isRefusing() ? response.withConnectionClose() : response;
    client.out().write(head.bytes());
    boolean ended = head.copyResponseBody(request, body, client.out());
    client.out().flush();
    return ended && response.isComplete() && !head.isLast();
  }

  private synchronized void delay(Duration time, int releasesBefore) throws InterruptedException {
    proxy.awaitRelease(this, releasesBefore, time, () -> true);
  }

  private void withholdResponse(int releasesBefore) throws IOException {
    synchronized (this) {
      if (proxy.releases() != releasesBefore) {
        client.cut();
        return;
      }
      withheld = true;
    }
    while (client.in().read() >= 0) {
      // Discards everything that the client sends.
    }
  }
}
