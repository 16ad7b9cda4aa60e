package io.github.freedomcard.sandbox;

import com.github.tomakehurst.wiremock.common.FatalStartupException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The server socket that clients connect to, in front of WireMock. It injects connection faults
 * that an HTTP server can't.
 *
 * <p>It forwards each request and each response unchanged, unless the response has the header
 * {@value #DELIVERY}, which states how to deliver it. It also refuses and resets connections. Each
 * client connection has one daemon thread and one connection to WireMock. Thread-safe.
 */
final class FaultProxy implements AutoCloseable {

  /** Response header that states how to deliver the response; removed before delivery. */
  static final String DELIVERY = "Sandbox-Delivery";

  /** Closes the connection without a response. */
  static final String CLOSE = "close";

  /** Resets the connection without a response. */
  static final String RESET = "reset";

  /** Closes the connection after half of the body. */
  static final String TRUNCATE = "truncate";

  /** Keeps the connection open without a response. */
  static final String NO_RESPONSE = "no-response";

  /** Delivers the response after the number of milliseconds that follows. */
  static final String DELAY = "delay ";

  /** Allows many clients to connect at the same time. */
  private static final int WAITING_CONNECTIONS = 1_024;

  private final InetSocketAddress address;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger releases = new AtomicInteger();
  private volatile int upstreamPort;
  private volatile boolean refusing;
  private ServerSocket listener;

  /** Accepts clients; takes no lock, so that its end can be awaited. */
  private @Nullable Thread acceptor;

  /** Reserves the port while the proxy does not listen. */
  private @Nullable Socket placeholder;

  private int resets;
  private volatile Runnable onReset = () -> {};

  /**
   * Binds the port on the loopback address.
   *
   * @param port 0 selects any free port
   * @throws FatalStartupException if the port is in use
   */
  FaultProxy(int port) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      this.listener = listen(new InetSocketAddress(loopback, port));
      this.address = new InetSocketAddress(loopback, listener.getLocalPort());
    } catch (IOException e) {
      throw new FatalStartupException(e);
    }
  }

  /** Starts to accept connections, including those that wait. */
  synchronized void start(int upstreamPort) {
    this.upstreamPort = upstreamPort;
    acceptor = acceptAll(listener);
  }

  int port() {
    return address.getPort();
  }

  int openConnections() {
    return connections.size();
  }

  /** Sets the callback for each connection that is reset before its request is read. */
  void onReset(Runnable onReset) {
    this.onReset = onReset;
  }

  /** Resets the connections of the next requests after their first byte. */
  synchronized void resetNext(int count) {
    resets += count;
  }

  synchronized void cancelResets() {
    resets = 0;
  }

  synchronized int pendingResets() {
    return resets;
  }

  synchronized void refuse() {
    if (refusing || isClosed()) {
      return;
    }
    refusing = true;
    try {
      listener.close();
      // The port keeps listening until the accepting thread has ended.
      if (acceptor != null) {
        acceptor.join();
      }
      placeholder = new Socket();
      placeholder.setReuseAddress(true);
      placeholder.bind(address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  synchronized void accept() {
    if (!refusing || isClosed()) {
      return;
    }
    closeQuietly(placeholder);
    try {
      listener = listen(address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    acceptor = acceptAll(listener);
    refusing = false;
  }

  /** Closes the connections of all earlier requests whose response is withheld. */
  void release() {
    releases.incrementAndGet();
    connections.forEach(Connection::closeIfWithheld);
  }

  @Override
  public synchronized void close() {
    closing.countDown();
    closeQuietly(listener);
    closeQuietly(placeholder);
    connections.forEach(Connection::close);
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  private Thread acceptAll(ServerSocket from) {
    return daemon(
        "sandbox-proxy",
        () -> {
          while (!from.isClosed()) {
            try {
              handle(from.accept());
            } catch (IOException closed) {
              // The loop condition decides whether to continue.
            }
          }
        });
  }

  private void handle(Socket client) throws IOException {
    Connection connection = new Connection(client);
    connections.add(connection);
    if (isClosed()) {
      connection.close();
    }
    daemon("sandbox-connection", connection::serve);
  }

  private synchronized boolean shouldReset() {
    if (resets > 0) {
      resets--;
      return true;
    }
    return refusing;
  }

  private static ServerSocket listen(InetSocketAddress address) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(address, WAITING_CONNECTIONS);
    return listener;
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Closes a socket with a reset, if it is still open. */
  private static void abort(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closedAlready) {
      // Nothing is left to close.
    }
    closeQuietly(socket);
  }

  private static void closeQuietly(@Nullable Closeable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (IOException e) {
      // A failed close has no consequence.
    }
  }

  /** A socket with its buffered streams. */
  private record SocketStreams(Socket socket, InputStream in, OutputStream out) {

    static SocketStreams of(Socket socket) throws IOException {
      socket.setTcpNoDelay(true);
      return new SocketStreams(
          socket,
          new BufferedInputStream(socket.getInputStream()),
          new BufferedOutputStream(socket.getOutputStream()));
    }
  }

  /** A client's connection and its connection to WireMock. */
  private final class Connection {

    private final SocketStreams client;
    private @Nullable SocketStreams server;
    private boolean withheld;

    Connection(Socket client) throws IOException {
      this.client = SocketStreams.of(client);
    }

    synchronized void closeIfWithheld() {
      if (withheld) {
        close();
      }
    }

    void close() {
      closeQuietly(client.socket());
    }

    void serve() {
      try {
        while (serveOne()) {
          // Repeats until the connection ends.
        }
      } catch (IOException violations) {
        // WireMock reset its connection, which the client must see; or the client is gone.
        abort(client.socket());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        close();
        if (server != null) {
          closeQuietly(server.socket());
        }
        connections.remove(this);
      }
    }

    /** Forwards one request and its response; returns false if the connection ends. */
    private boolean serveOne() throws IOException, InterruptedException {
      client.in().mark(1);
      if (client.in().read() < 0) {
        return false;
      }
      if (shouldReset()) {
        onReset.run();
        abort(client.socket());
        return false;
      }
      client.in().reset();
      int releasesBefore = releases.get();
      HttpHead request = HttpHead.read(client.in());
      if (!request.isComplete()) {
        return false;
      }
      SocketStreams upstream = server();
      upstream.out().write(request.bytes());
      if (!request.copyRequestBody(client.in(), upstream.out())) {
        return false;
      }
      upstream.out().flush();
      HttpHead response = HttpHead.read(upstream.in());
      while (response.isInterim()) {
        response = HttpHead.read(upstream.in());
      }
      String delivery = response.field(DELIVERY);
      if (delivery == null) {
        return passOn(request, response, upstream.in());
      }
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      response.copyResponseBody(request, upstream.in(), body);
      HttpHead visible = response.without(DELIVERY);
      if (delivery.startsWith(DELAY)) {
        long millis = Long.parseLong(delivery.substring(DELAY.length()));
        closing.await(millis, TimeUnit.MILLISECONDS);
        return passOn(request, visible, new ByteArrayInputStream(body.toByteArray()));
      }
      switch (delivery) {
        case RESET -> abort(client.socket());
        case TRUNCATE -> {
          client.out().write(visible.bytes());
          client.out().write(body.toByteArray(), 0, body.size() / 2);
          client.out().flush();
        }
        case NO_RESPONSE -> withholdResponse(releasesBefore);
        default -> {} // CLOSE: no response.
      }
      return false;
    }

    private SocketStreams server() throws IOException {
      if (server == null) {
        server = SocketStreams.of(new Socket(address.getAddress(), upstreamPort));
      }
      return server;
    }

    private boolean passOn(HttpHead request, HttpHead response, InputStream body)
        throws IOException {
      HttpHead head = response.isComplete() && refusing ? response.withConnectionClose() : response;
      client.out().write(head.bytes());
      boolean ended = head.copyResponseBody(request, body, client.out());
      client.out().flush();
      return ended && response.isComplete() && !head.isLast();
    }

    private void withholdResponse(int releasesBefore) throws IOException {
      synchronized (this) {
        if (releases.get() != releasesBefore) {
          return;
        }
        withheld = true;
      }
      while (client.in().read() >= 0) {
        // Discards everything that the client sends.
      }
    }
  }
}
