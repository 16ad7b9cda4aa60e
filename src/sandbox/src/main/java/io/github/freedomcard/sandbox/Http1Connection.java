package io.github.freedomcard.sandbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Forwards HTTP/1.1 unchanged to one connection to WireMock. */
final class Http1Connection implements HttpConnection {

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
    if (withheld) {
      client.cut();
    }
  }

  /** Forwards one request and its response; returns false if the connection ends. */
  private boolean serveOne() throws IOException, InterruptedException {
    client.in().mark(1);
    if (client.in().read() < 0) {
      return false;
    }
    client.in().reset();
    // An idle connection may stay open, a request must not take for ever.
    client.limitReads(true);
    HttpHead request = HttpHead.read(client.in());
    if (!request.isComplete()) {
      return false;
    }
    if (proxy.site().isOwn(request)) {
      return respond(request);
    }
    if (proxy.takeReset()) {
      client.abort();
      return false;
    }
    if (request.isLongerThan(BodyLimit.CARD_API)) {
      return tooLong(request, BodyLimit.CARD_API);
    }
    int releasesBefore = proxy.releases();
    if (server == null) {
      server = proxy.connectToServer();
    }
    server.out().write(request.bytes());
    OutputStream limited = new BodyLimit(server.out(), BodyLimit.CARD_API);
    if (!request.copyRequestBody(client.in(), limited)) {
      return false;
    }
    client.limitReads(false);
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
      proxy.delay(delivery);
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
  private boolean respond(HttpHead request) throws IOException {
    if (request.isLongerThan(BodyLimit.CONTROL_API)) {
      return tooLong(request, BodyLimit.CONTROL_API);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean isComplete =
        request.copyRequestContent(client.in(), new BodyLimit(body, BodyLimit.CONTROL_API));
    client.limitReads(false);
    if (isComplete) {
      write(request, proxy.site().respond(request, body.toByteArray()));
    }
    return isComplete && !request.isLast();
  }

  /** Responds without reading the body; the connection ends. */
  private boolean tooLong(HttpHead request, int limit) throws IOException {
    write(request, ControlSite.problem(413, "body: more than " + limit + " bytes"));
    return false;
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
