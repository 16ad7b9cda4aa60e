package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTP/2 with the client (RFC 9113), and HTTP/1.1 with WireMock.
 *
 * <p>A request is forwarded when it has arrived completely. Each has its own thread and its own
 * connection to WireMock, so that a response that is late or withheld delays no other.
 */
final class Http2Connection implements HttpConnection {

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  private static final int SETTING_BYTES = 6;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int DEFAULT_WINDOW = 65_535;

  /** Each has a thread and a connection to WireMock. */
  private static final int MAX_STREAMS = 100;

  /** The bodies of all requests that are not finished. */
  private static final int MAX_BODY_BYTES = 2 * BodyLimit.CARD_API;

  private final FaultProxy proxy;
  private final ClientSocket client;
  private final Http2Writer writer;
  private final HpackDecoder decoder = new HpackDecoder();
  private int lastStreamId;

  /** The streams that are not finished. Guarded by this, as all below. */
  private final Map<Integer, Http2Stream> streams = new HashMap<>();

  private final Deque<SocketStreams> idleServers = new ArrayDeque<>();
  private long window = DEFAULT_WINDOW;
  private long initialWindow = DEFAULT_WINDOW;
  private boolean ended;

  Http2Connection(FaultProxy proxy, ClientSocket client) {
    this.proxy = proxy;
    this.client = client;
    this.writer = new Http2Writer(client.out());
  }

  @Override
  public void serve() throws IOException, InterruptedException {
    try {
      if (!Arrays.equals(client.in().readNBytes(PREFACE.length), PREFACE)) {
        throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "no connection preface");
      }
      writer.settings(MAX_STREAMS, HpackDecoder.MAX_LIST_BYTES);
      Http2Frame frame = Http2Frame.read(client.in());
      while (frame != null) {
        receive(frame);
        frame = Http2Frame.read(client.in());
      }
    } catch (Http2Exception e) {
      writer.goAway(lastStreamId, e.code(), String.valueOf(e.getMessage()));
      client.close();
    } finally {
      end();
    }
  }

  @Override
  public synchronized void release() {
    notifyAll();
  }

  /** Waits for the requests that were forwarded, so that an ended connection has no late effect. */
  private synchronized void end() throws InterruptedException {
    ended = true;
    notifyAll();
    streams.values().removeIf(stream -> !stream.isForwarded);
    while (!streams.isEmpty()) {
      wait();
    }
    idleServers.forEach(SocketStreams::close);
  }

  private void receive(Http2Frame frame) throws IOException {
    switch (frame.type()) {
      case Http2Frame.HEADERS -> headers(frame);
      case Http2Frame.DATA -> data(frame);
      case Http2Frame.RST_STREAM -> cancel(frame.streamId());
      case Http2Frame.SETTINGS -> {
        if (!frame.has(Http2Frame.ACK)) {
          settings(ByteBuffer.wrap(frame.payload()));
          writer.acknowledge(Http2Frame.SETTINGS, new byte[0]);
        }
      }
      case Http2Frame.PING -> {
        if (!frame.has(Http2Frame.ACK)) {
          writer.acknowledge(Http2Frame.PING, frame.payload());
        }
      }
      case Http2Frame.WINDOW_UPDATE -> enlargeWindow(frame.streamId(), frame.number());
      case Http2Frame.CONTINUATION, Http2Frame.PUSH_PROMISE ->
          throw new Http2Exception(
              Http2Exception.PROTOCOL_ERROR, "unexpected frame of type " + frame.type());
      default -> {} // Of no consequence here, such as PRIORITY.
    }
  }

  private void headers(Http2Frame frame) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(frame.content());
    Http2Frame last = frame;
    while (!last.has(Http2Frame.END_HEADERS)) {
      last = Http2Frame.read(client.in());
      if (last == null) {
        throw new EOFException("incomplete headers");
      }
      if (last.type() != Http2Frame.CONTINUATION || last.streamId() != frame.streamId()) {
        throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "incomplete headers");
      }
      block.writeBytes(last.payload());
      if (block.size() > HpackDecoder.MAX_LIST_BYTES) {
        throw new Http2Exception(
            Http2Exception.ENHANCE_YOUR_CALM,
            "headers: more than " + HpackDecoder.MAX_LIST_BYTES + " bytes");
      }
    }
    // Decoded in any case, for the table.
    List<HttpField> fields = decoder.decode(block.toByteArray());
    int id = frame.streamId();
    Http2Stream stream = id > lastStreamId ? open(id, fields) : find(id);
    if (stream != null && frame.has(Http2Frame.END_STREAM)) {
      forward(stream);
    }
  }

  /** Returns the new stream of a request; null if it was refused. */
  private @Nullable Http2Stream open(int id, List<HttpField> fields) throws IOException {
    if (id % 2 == 0) {
      throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "stream of a server: " + id);
    }
    lastStreamId = id;
    synchronized (this) {
      // A cancelled stream counts until its thread has ended.
      if (streams.size() >= MAX_STREAMS) {
        writer.reset(id, Http2Exception.REFUSED_STREAM);
        return null;
      }
    }
    boolean isOwn = Http2Request.isOwn(fields, proxy.site());
    boolean reset = !isOwn && proxy.takeReset();
    Http2Stream stream = new Http2Stream(id, fields, isOwn, this, proxy, client, writer);
    synchronized (this) {
      if (!reset) {
        stream.window = initialWindow;
        streams.put(id, stream);
        return stream;
      }
      if (streams.isEmpty() || !proxy.isRefusing()) {
        client.abort();
        throw new IOException("reset by the test");
      }
    }
    // A host that refuses connections still finishes what it has begun.
    writer.reset(id, Http2Exception.REFUSED_STREAM);
    return null;
  }

  private void data(Http2Frame frame) throws IOException {
    Http2Stream stream = find(frame.streamId());
    int length = frame.payload().length;
    if (length > 0) {
      writer.windowUpdate(0, length);
    }
    if (stream == null || stream.isForwarded) {
      return;
    }
    stream.body.writeBytes(frame.content());
    if (stream.body.size() > BodyLimit.CARD_API) {
      cancel(frame.streamId());
      writer.reset(frame.streamId(), Http2Exception.CANCEL);
      return;
    }
    if (bodyBytes() > MAX_BODY_BYTES) {
      throw new Http2Exception(
          Http2Exception.ENHANCE_YOUR_CALM, "bodies: more than " + MAX_BODY_BYTES + " bytes");
    }
    if (frame.has(Http2Frame.END_STREAM)) {
      forward(stream);
    } else if (length > 0) {
      writer.windowUpdate(stream.id(), length);
    }
  }

  private synchronized long bodyBytes() {
    return streams.values().stream().mapToLong(stream -> stream.body.size()).sum();
  }

  private void forward(Http2Stream stream) {
    synchronized (this) {
      if (stream.isForwarded) {
        return;
      }
      stream.isForwarded = true;
    }
    try {
      FaultProxy.daemon("sandbox-stream", stream::run);
    } catch (Throwable failed) {
      synchronized (this) {
        // The end of the connection must not wait for it.
        streams.remove(stream.id());
      }
      throw failed;
    }
  }

  private synchronized @Nullable Http2Stream find(int id) {
    return streams.get(id);
  }

  private synchronized void cancel(int id) {
    Http2Stream stream = streams.get(id);
    if (stream != null) {
      stream.isCancelled = true;
      if (!stream.isForwarded) {
        streams.remove(id);
      }
      notifyAll();
    }
  }

  private synchronized void settings(ByteBuffer settings) throws Http2Exception {
    while (settings.remaining() >= SETTING_BYTES) {
      int setting = settings.getShort();
      long value = settings.getInt() & 0xffff_ffffL;
      if (setting == INITIAL_WINDOW_SIZE) {
        if (value > Integer.MAX_VALUE) {
          throw new Http2Exception(Http2Exception.FLOW_CONTROL_ERROR, "window of " + value);
        }
        streams.values().forEach(stream -> stream.window += value - initialWindow);
        initialWindow = value;
        notifyAll();
      }
    }
  }

  private synchronized void enlargeWindow(int streamId, int bytes) {
    Http2Stream stream = streams.get(streamId);
    if (streamId == 0) {
      window += bytes;
    } else if (stream != null) {
      stream.window += bytes;
    }
    notifyAll();
  }

  /**
   * Waits until the client accepts a part of a response.
   *
   * @return how many of the bytes it accepts; 0 if it does not want them any more
   */
  synchronized int reserve(Http2Stream stream, int bytes) throws InterruptedException {
    while (isWanted(stream) && (window <= 0 || stream.window <= 0)) {
      wait();
    }
    if (!isWanted(stream)) {
      return 0;
    }
    int accepted =
        (int) Math.min(Math.min(bytes, Http2Frame.MAX_PAYLOAD), Math.min(window, stream.window));
    window -= accepted;
    stream.window -= accepted;
    return accepted;
  }

  /** Waits until all responses are released, the client does not want this one, or time is up. */
  synchronized void awaitRelease(Http2Stream stream, int releasesBefore, Duration time)
      throws InterruptedException {
    proxy.awaitRelease(this, releasesBefore, time, () -> isWanted(stream));
  }

  private boolean isWanted(Http2Stream stream) {
    return !stream.isCancelled && !ended;
  }

  /** Returns a connection to WireMock that no other stream uses. */
  SocketStreams takeServer() throws IOException {
    synchronized (this) {
      if (!idleServers.isEmpty()) {
        return idleServers.pop();
      }
    }
    return proxy.connectToServer();
  }

  synchronized void giveBack(SocketStreams server) {
    idleServers.push(server);
  }

  /** Ends a stream whose response was delivered or is not wanted. */
  void finish(Http2Stream stream) throws IOException {
    boolean isLast;
    synchronized (this) {
      streams.remove(stream.id());
      notifyAll();
      isLast = streams.isEmpty() && proxy.isRefusing();
    }
    if (isLast) {
      writer.goAway(stream.id(), Http2Exception.NO_ERROR, "");
      client.close();
    }
  }
}
