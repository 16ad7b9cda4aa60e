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
 * The sockets that clients connect to, before WireMock: for what an HTTP server can't do to its
 * connections.
 *
 * <p>It passes each request on as it comes, and each answer as it comes unless the answer has the
 * header {@value #DELIVERY}, which says how it is to be delivered. It refuses and resets
 * connections. Each connection has a thread, which keeps no JVM alive, and one of its own to
 * WireMock. Thread-safe.
 */
final class FaultProxy implements AutoCloseable {

  /** How an answer is delivered, where that is not as usual; the client never sees it. */
  static final String DELIVERY = "Sandbox-Delivery";

  /** The connection is closed instead. */
  static final String CLOSE = "close";

  /** The connection is reset instead. */
  static final String RESET = "reset";

  /** The connection is closed after half of the body. */
  static final String CUT = "cut";

  /** The connection stays open, and nothing comes. */
  static final String SILENCE = "silence";

  /** The answer comes after so many milliseconds, which follow. */
  static final String DELAY = "delay ";

  /** For clients that all connect in the same moment. */
  private static final int WAITING_CONNECTIONS = 1_024;

  private final InetSocketAddress address;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger releases = new AtomicInteger();
  private volatile int upstreamPort;
  private volatile boolean refusing;
  private ServerSocket listener;

  /** Lets clients in; takes no lock, so that its end can be waited for. */
  private @Nullable Thread acceptor;

  /** Keeps the system from giving the port away while it does not listen. */
  private @Nullable Socket placeholder;

  private int resets;
  private volatile Runnable onReset = () -> {};

  /**
   * Takes the port, on the loopback address.
   *
   * @param port 0 for any that is free
   * @throws FatalStartupException if the port is taken
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

  /** Lets the clients in that wait, and those that come. */
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

  /** Sets what is told of each connection that is reset before its request is read. */
  void onReset(Runnable onReset) {
    this.onReset = onReset;
  }

  /** Resets the connections of the next requests, before more than a byte of them is read. */
  synchronized void resetNext(int count) {
    resets += count;
  }

  synchronized void resetNone() {
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
      // The port listens until the thread that waits at it has woken.
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

  /** Ends the silence on the connections of all requests that came before. */
  void release() {
    releases.incrementAndGet();
    connections.forEach(Connection::closeIfSilent);
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
        "sandbox-front",
        () -> {
          while (!from.isClosed()) {
            try {
              welcome(from.accept());
            } catch (IOException closedOrGone) {
              // The loop's condition tells which.
            }
          }
        });
  }

  private void welcome(Socket client) throws IOException {
    Connection connection = new Connection(client);
    connections.add(connection);
    if (isClosed()) {
      connection.close();
    }
    daemon("sandbox-connection", connection::serve);
  }

  private synchronized boolean isTurnedAway() {
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

  /** Closes with a reset, where there is still something to reset. */
  private static void abort(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closedAlready) {
      // As it should be.
    }
    closeQuietly(socket);
  }

  private static void closeQuietly(@Nullable Closeable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (IOException e) {
      // There is nobody to tell.
    }
  }

  /** A socket with its streams. */
  private record Wire(Socket socket, InputStream in, OutputStream out) {

    static Wire of(Socket socket) throws IOException {
      socket.setTcpNoDelay(true);
      return new Wire(
          socket,
          new BufferedInputStream(socket.getInputStream()),
          new BufferedOutputStream(socket.getOutputStream()));
    }
  }

  /** A client's connection, and the one to WireMock that belongs to it. */
  private final class Connection {

    private final Wire client;
    private @Nullable Wire server;
    private boolean silent;

    Connection(Socket client) throws IOException {
      this.client = Wire.of(client);
    }

    synchronized void closeIfSilent() {
      if (silent) {
        close();
      }
    }

    void close() {
      closeQuietly(client.socket());
    }

    void serve() {
      try {
        while (serveOne()) {
          // As long as the connection lasts.
        }
      } catch (IOException broken) {
        // WireMock reset its side, which is passed on; or the client is gone.
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

    /** Passes on one request and its answer; false if the connection ends with it. */
    private boolean serveOne() throws IOException, InterruptedException {
      client.in().mark(1);
      if (client.in().read() < 0) {
        return false;
      }
      if (isTurnedAway()) {
        onReset.run();
        abort(client.socket());
        return false;
      }
      client.in().reset();
      int releasesBefore = releases.get();
      HttpHead request = HttpHead.read(client.in());
      if (!request.isWhole()) {
        return false;
      }
      Wire upstream = server();
      upstream.out().write(request.bytes());
      if (!request.copyRequestBody(client.in(), upstream.out())) {
        return false;
      }
      upstream.out().flush();
      HttpHead answer = HttpHead.read(upstream.in());
      while (answer.isInterim()) {
        answer = HttpHead.read(upstream.in());
      }
      String delivery = answer.field(DELIVERY);
      if (delivery == null) {
        return passOn(request, answer, upstream.in());
      }
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      answer.copyAnswerBody(request, upstream.in(), body);
      HttpHead visible = answer.without(DELIVERY);
      if (delivery.startsWith(DELAY)) {
        long millis = Long.parseLong(delivery.substring(DELAY.length()));
        closing.await(millis, TimeUnit.MILLISECONDS);
        return passOn(request, visible, new ByteArrayInputStream(body.toByteArray()));
      }
      switch (delivery) {
        case RESET -> abort(client.socket());
        case CUT -> {
          client.out().write(visible.bytes());
          client.out().write(body.toByteArray(), 0, body.size() / 2);
          client.out().flush();
        }
        case SILENCE -> beSilent(releasesBefore);
        default -> {} // CLOSE: nothing comes.
      }
      return false;
    }

    private Wire server() throws IOException {
      if (server == null) {
        server = Wire.of(new Socket(address.getAddress(), upstreamPort));
      }
      return server;
    }

    private boolean passOn(HttpHead request, HttpHead answer, InputStream body) throws IOException {
      HttpHead head = answer.isWhole() && refusing ? answer.withConnectionClose() : answer;
      client.out().write(head.bytes());
      boolean ended = head.copyAnswerBody(request, body, client.out());
      client.out().flush();
      return ended && answer.isWhole() && !head.isLast();
    }

    private void beSilent(int releasesBefore) throws IOException {
      synchronized (this) {
        if (releases.get() != releasesBefore) {
          return;
        }
        silent = true;
      }
      while (client.in().read() >= 0) {
        // Whatever the client has to say, it gets no answer.
      }
    }
  }
}
