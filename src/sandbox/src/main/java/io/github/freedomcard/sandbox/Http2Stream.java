package io.github.freedomcard.sandbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A request of HTTP/2 and its response.
 *
 * <p>A fault of the response ends the stream by RST_STREAM with INTERNAL_ERROR, which does not
 * promise, as REFUSED_STREAM would, that the request was not processed. A reset ends the TCP
 * connection with all its streams.
 */
final class Http2Stream {

  /** The body of the request so far. */
  final ByteArrayOutputStream body = new ByteArrayOutputStream();

  private final int id;
  private final List<HttpField> fields;

  /** Whether it is for the sandbox's own site. */
  private final boolean isOwn;

  private final Http2Connection connection;
  private final FaultProxy proxy;
  private final ClientSocket client;
  private final Http2Writer writer;
  private final int releasesBefore;

  // Guarded by the connection.
  long window;
  boolean isForwarded;
  boolean isCancelled;

  Http2Stream(
      int id,
      List<HttpField> fields,
      boolean isOwn,
      Http2Connection connection,
      FaultProxy proxy,
      ClientSocket client,
      Http2Writer writer) {
    this.id = id;
    this.fields = fields;
    this.isOwn = isOwn;
    this.connection = connection;
    this.proxy = proxy;
    this.client = client;
    this.writer = writer;
    this.releasesBefore = proxy.releases();
  }

  int id() {
    return id;
  }

  void run() {
    try {
      try {
        respond();
      } finally {
        connection.finish(this);
      }
    } catch (IOException | RuntimeException | Error failed) {
      // WireMock reset its connection, which the client must see; or the client is gone; or no
      // memory is left.
      client.abort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void respond() throws IOException, InterruptedException {
    HttpHead request;
    try {
      request = Http2Request.toHttp1(fields, body.size());
    } catch (IllegalArgumentException malformed) {
      writer.reset(id, Http2Exception.PROTOCOL_ERROR);
      return;
    }
    if (isOwn) {
      write(request, proxy.site().respond(request, body.toByteArray()));
      return;
    }
    SocketStreams server = connection.takeServer();
    boolean isReusable = false;
    try {
      server.out().write(request.bytes());
      body.writeTo(server.out());
      server.out().flush();
      HttpHead response = HttpHead.readFinalResponse(server.in());
      isReusable = deliver(request, response, server.in()) && !response.isLast();
    } finally {
      if (isReusable) {
        connection.giveBack(server);
      } else {
        server.close();
      }
    }
  }

  private void write(HttpHead request, SandboxResponse response) throws IOException {
    HttpHead head = HttpHead.of(response);
    boolean isBodiless = head.isBodiless(request);
    writer.headers(id, visibleFields(head), isBodiless);
    if (!isBodiless) {
      new Data().write(response.body());
      writer.endOfData(id);
    }
    writer.flush();
  }

  /** Delivers a response as it says; returns false if WireMock's connection ended with it. */
  private boolean deliver(HttpHead request, HttpHead response, InputStream in)
      throws IOException, InterruptedException {
    String delivery = response.field(FaultProxy.DELIVERY);
    if (delivery == null) {
      return passOn(request, response, in);
    }
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    boolean isComplete = response.copyResponseBody(request, in, framed);
    InputStream buffered = new ByteArrayInputStream(framed.toByteArray());
    if (delivery.startsWith(FaultProxy.DELAY)) {
      connection.awaitRelease(this, releasesBefore, FaultProxy.delay(delivery));
      passOn(request, response, buffered);
      return isComplete;
    }
    switch (delivery) {
      case FaultProxy.RESET -> client.abort();
      case FaultProxy.TRUNCATE -> {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        response.copyResponseContent(buffered, content);
        writer.headers(id, visibleFields(response), false);
        new Data().write(content.toByteArray(), 0, content.size() / 2);
        writer.reset(id, Http2Exception.INTERNAL_ERROR);
      }
      case FaultProxy.NO_RESPONSE -> {
        connection.awaitRelease(this, releasesBefore, Duration.ofMillis(Long.MAX_VALUE));
        writer.reset(id, Http2Exception.INTERNAL_ERROR);
      }
      default -> writer.reset(id, Http2Exception.INTERNAL_ERROR); // CLOSE: no response.
    }
    return isComplete;
  }

  /** Passes a response on; returns false if it is incomplete. */
  private boolean passOn(HttpHead request, HttpHead response, InputStream in) throws IOException {
    if (response.status() == null || !response.isComplete()) {
      // WireMock closed its connection, or sent none of HTTP.
      writer.reset(id, Http2Exception.INTERNAL_ERROR);
      return false;
    }
    boolean isBodiless = response.isBodiless(request);
    writer.headers(id, visibleFields(response), isBodiless);
    if (!isBodiless) {
      if (!response.copyResponseContent(in, new Data())) {
        writer.reset(id, Http2Exception.INTERNAL_ERROR);
        return false;
      }
      writer.endOfData(id);
    }
    writer.flush();
    return true;
  }

  private List<HttpField> visibleFields(HttpHead response) {
    List<HttpField> visible = new ArrayList<>();
    visible.add(new HttpField(":status", String.valueOf(response.status())));
    for (HttpField field : response.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!Http2Request.isConnectionField(name)
          && !field.name().equalsIgnoreCase(FaultProxy.DELIVERY)) {
        visible.add(new HttpField(name, field.value()));
      }
    }
    return visible;
  }

  /** The body of the response; discards it if the client does not want it any more. */
  private final class Data extends OutputStream {

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int written = 0;
      while (written < length) {
        int accepted;
        try {
          accepted = connection.reserve(Http2Stream.this, length - written);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
        if (accepted == 0) {
          return;
        }
        int start = offset + written;
        writer.data(id, Arrays.copyOfRange(bytes, start, start + accepted));
        written += accepted;
        if (written < length) {
          // The client enlarges its window only for what it has read.
          writer.flush();
        }
      }
    }

    @Override
    public void flush() throws IOException {
      writer.flush();
    }
  }
}
