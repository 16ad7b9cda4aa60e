package io.github.freedomcard.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * An HTTP/2 server over TLS that reads and writes single frames, for behaviour that an HTTP/2
 * library does not allow.
 *
 * <p>It acknowledges SETTINGS and PING and grants the window that DATA used; a {@link Script} does
 * the rest. It does not decode request headers, so a request is recognised by its body.
 */
public final class Http2Peer implements AutoCloseable {

  public static final int MAX_CONCURRENT_STREAMS = 3;
  public static final int INITIAL_WINDOW_SIZE = 4;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;

  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;

  private static final int PREFACE_LENGTH = 24;
  private static final int RECEIVE_BUFFER = 32 * 1024;
  private static final int MAX_FRAME = 16 * 1024;

  /**
   * What the peer does. Methods run on the thread that reads the connection: while one blocks, the
   * peer reads nothing and acknowledges nothing.
   */
  @FunctionalInterface
  public interface Script {

    /** After the TLS handshake; sends the peer's SETTINGS, without which no response counts. */
    default void onConnection(Connection connection) throws IOException, InterruptedException {
      connection.settings();
    }

    /** When the headers of a request arrived; its body is still empty. */
    default void onHeaders(Stream stream) throws IOException, InterruptedException {}

    /** When a part of the request's body arrived. */
    default void onData(Stream stream) throws IOException, InterruptedException {}

    /** When the whole request arrived. */
    void onRequest(Stream stream) throws IOException, InterruptedException;
  }

  /** Sends something. */
  @FunctionalInterface
  public interface Repeated {
    void run() throws IOException;
  }

  private final SSLServerSocket listener;
  private final Script script;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> processed = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger streams = new AtomicInteger();

  private Http2Peer(SSLServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
  }

  public static Http2Peer start(Script script) {
    try {
      SSLServerSocket listener =
          (SSLServerSocket)
              TlsCertificate.get().context().getServerSocketFactory().createServerSocket();
      // Small, so that a peer that stops reading soon blocks the writer.
      listener.setReceiveBufferSize(RECEIVE_BUFFER);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
      SSLParameters parameters = listener.getSSLParameters();
      parameters.setProtocols(new String[] {"TLSv1.3"});
      parameters.setApplicationProtocols(new String[] {"h2"});
      listener.setSSLParameters(parameters);
      Http2Peer peer = new Http2Peer(listener, script);
      daemon(peer::accept);
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An HTTP client that trusts the peer and speaks HTTP/2. */
  public static OkHttpClient.Builder client() {
    return TlsCertificate.get()
        .trust(new OkHttpClient.Builder())
        .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
  }

  public String baseUrl() {
    return "https://127.0.0.1:" + listener.getLocalPort();
  }

  /** Whether a body has only a {@code request_id}. */
  public static boolean isStatusQuery(String body) {
    return body.matches("\\{\"request_id\":\"[^\"]*\"\\}");
  }

  /** The bodies of all complete requests, in their order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The bodies of the requests that took effect, one entry per effect. */
  public List<String> effects() {
    return List.copyOf(processed);
  }

  /** How many connections completed the TLS handshake. */
  public int connections() {
    return connections.get();
  }

  /** Closes all connections and releases all scripts that block. */
  @Override
  public void close() {
    over.countDown();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Connection connection : open) {
      try {
        connection.reset();
      } catch (IOException closed) {
        // By the client, or by the script.
      }
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        daemon(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    Connection connection = new Connection(socket);
    open.add(connection);
    try (socket) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      in.readNBytes(PREFACE_LENGTH);
      connection.number = connections.incrementAndGet();
      script.onConnection(connection);
      while (!socket.isClosed()) {
        connection.readFrame(in);
      }
    } catch (IOException gone) {
      // The client closed the connection, or the test ended.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(connection);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "http2-peer");
    thread.setDaemon(true);
    thread.start();
  }

  /** A connection of the client; frames may be sent from any thread. */
  public final class Connection {

    private final Socket socket;
    private final Map<Integer, Stream> byId = new HashMap<>();
    private int number;
    private boolean grantsWindow = true;

    private Connection(Socket socket) {
      this.socket = socket;
    }

    /** Counted from 1. */
    public int number() {
      return number;
    }

    /** Sends SETTINGS, each identifier followed by its value. */
    public void settings(int... identifiersAndValues) throws IOException {
      ByteBuffer payload = ByteBuffer.allocate(identifiersAndValues.length * 3);
      for (int i = 0; i < identifiersAndValues.length; i += 2) {
        payload.putShort((short) identifiersAndValues[i]).putInt(identifiersAndValues[i + 1]);
      }
      frame(SETTINGS, 0, 0, payload.array());
    }

    /** Grants more of the window of a stream, or with 0 of the connection. */
    public void windowUpdate(int streamId, int increment) throws IOException {
      frame(WINDOW_UPDATE, 0, streamId, ints(increment));
    }

    /** From now on, grants no window for the DATA that arrives. */
    public void withholdWindow() {
      grantsWindow = false;
    }

    private void grant(int streamId, int bytes) throws IOException {
      if (grantsWindow && bytes > 0) {
        windowUpdate(streamId, bytes);
      }
    }

    public void goAway(int lastStreamId, int errorCode) throws IOException {
      frame(GOAWAY, 0, 0, ints(lastStreamId, errorCode));
    }

    /** Repeats an action on a thread of its own, until the connection or the peer closes. */
    public void repeat(long everyMillis, Repeated action) {
      daemon(
          () -> {
            try {
              while (!socket.isClosed() && !over.await(everyMillis, TimeUnit.MILLISECONDS)) {
                action.run();
              }
            } catch (IOException gone) {
              // The client closed the connection.
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }

    /** Neither reads nor writes any more, but keeps the socket open until the peer closes. */
    public void freeze() throws InterruptedException {
      over.await();
    }

    /** Closes the connection, after a {@code close_notify}. */
    public void close() throws IOException {
      socket.close();
    }

    /** Closes the connection with a TCP reset. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    private synchronized void frame(int type, int flags, int streamId, byte[] payload)
        throws IOException {
      ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
      frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
      frame.put((byte) type).put((byte) flags).putInt(streamId).put(payload);
      socket.getOutputStream().write(frame.array());
      socket.getOutputStream().flush();
    }

    private void readFrame(DataInputStream in) throws IOException, InterruptedException {
      int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int streamId = in.readInt();
      byte[] payload = in.readNBytes(length);
      switch (type) {
        case SETTINGS -> acknowledge(SETTINGS, flags, new byte[0]);
        case PING -> acknowledge(PING, flags, payload);
        case HEADERS -> {
          Stream stream = new Stream(this, streamId, streams.incrementAndGet());
          byId.put(streamId, stream);
          script.onHeaders(stream);
        }
        case DATA -> onData(streamId, (flags & END_STREAM) != 0, payload);
        default -> {
          // RST_STREAM, WINDOW_UPDATE, GOAWAY and CONTINUATION need no reaction.
        }
      }
    }

    private void acknowledge(int type, int flags, byte[] payload) throws IOException {
      if ((flags & ACK) == 0) {
        frame(type, ACK, 0, payload);
      }
    }

    private void onData(int streamId, boolean end, byte[] payload)
        throws IOException, InterruptedException {
      Stream stream = byId.get(streamId);
      if (stream == null) {
        return;
      }
      stream.body.write(payload);
      if (end) {
        requests.add(stream.body());
        script.onRequest(stream);
      } else {
        script.onData(stream);
        grant(streamId, payload.length);
      }
      grant(0, payload.length);
    }
  }

  /** One request and the frames of its response. */
  public final class Stream {

    private final Connection connection;
    private final int id;
    private final int number;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private Stream(Connection connection, int id, int number) {
      this.connection = connection;
      this.id = id;
      this.number = number;
    }

    public Connection connection() {
      return connection;
    }

    /** The stream's identifier: 1, 3, 5. */
    public int id() {
      return id;
    }

    /** The request's number over all connections, counted from 1. */
    public int number() {
      return number;
    }

    /** The body as far as it arrived. */
    public String body() {
      return body.toString(UTF_8);
    }

    /** Whether the body has only a {@code request_id}. */
    public boolean isStatusQuery() {
      return Http2Peer.isStatusQuery(body());
    }

    /** Counts an effect of this request. */
    public void process() {
      processed.add(body());
    }

    /** Whether a request whose body contains this text took effect, on any connection. */
    public boolean tookEffect(String text) {
      return processed.stream().anyMatch(each -> each.contains(text));
    }

    /** Sends headers, names and values in turn; {@code :status} must come first. */
    public void headers(boolean endStream, String... namesAndValues) throws IOException {
      frame(HEADERS, END_HEADERS | (endStream ? END_STREAM : 0), encode(namesAndValues));
    }

    /** Sends the beginning of headers that {@link #continuation} must end. */
    public void openHeaders(String... namesAndValues) throws IOException {
      frame(HEADERS, 0, encode(namesAndValues));
    }

    /** Continues headers. */
    public void continuation(boolean endHeaders, String... namesAndValues) throws IOException {
      frame(CONTINUATION, endHeaders ? END_HEADERS : 0, encode(namesAndValues));
    }

    public void data(boolean endStream, String text) throws IOException {
      data(endStream, text.getBytes(UTF_8));
    }

    /** Sends bytes in as many frames as they need. */
    public void data(boolean endStream, byte[] bytes) throws IOException {
      int from = 0;
      do {
        int to = Math.min(from + MAX_FRAME, bytes.length);
        boolean last = to == bytes.length;
        frame(DATA, last && endStream ? END_STREAM : 0, Arrays.copyOfRange(bytes, from, to));
        from = to;
      } while (from < bytes.length);
    }

    public void reset(int errorCode) throws IOException {
      frame(RST_STREAM, 0, ints(errorCode));
    }

    /** Sends a complete and correct response. */
    public void respond(int status, String json) throws IOException {
      headers(
          false,
          ":status",
          Integer.toString(status),
          "content-type",
          "application/json",
          "content-length",
          Integer.toString(json.getBytes(UTF_8).length));
      data(true, json);
    }

    private void frame(int type, int flags, byte[] payload) throws IOException {
      connection.frame(type, flags, id, payload);
    }
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  /** HPACK: each field is a literal without indexing, its name too. */
  private static byte[] encode(String... namesAndValues) {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i++) {
      if (i % 2 == 0) {
        fields.write(0);
      }
      byte[] text = namesAndValues[i].getBytes(ISO_8859_1);
      int length = text.length;
      if (length < 127) {
        fields.write(length);
      } else {
        fields.write(127);
        for (length -= 127; length >= 128; length >>= 7) {
          fields.write((length & 127) | 128);
        }
        fields.write(length);
      }
      fields.writeBytes(text);
    }
    return fields.toByteArray();
  }
}
