package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import com.github.tomakehurst.wiremock.common.FatalStartupException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The server socket that clients connect to, in front of WireMock. It injects connection faults
 * that an HTTP server can't.
 *
 * <p>It forwards each request and each response unchanged, unless the response has the header
 * {@value #DELIVERY}, which states how to deliver it. It also refuses and resets connections. Each
 * client connection has its own connections to WireMock and its own daemon threads. With TLS, the
 * connections to WireMock are still in clear text. Thread-safe.
 */
final class FaultProxy implements AutoCloseable {

  /** Response header that states how to deliver the response; removed before delivery. */
  static final String DELIVERY = "Sandbox-Delivery";

  /** Closes the connection, or with HTTP/2 the stream, without a response. */
  static final String CLOSE = "close";

  /** Resets the connection without a response. */
  static final String RESET = "reset";

  /** Closes the connection, or with HTTP/2 the stream, after half of the body. */
  static final String TRUNCATE = "truncate";

  /** Keeps the connection, or with HTTP/2 the stream, open without a response. */
  static final String NO_RESPONSE = "no-response";

  /** Delivers the response after the number of milliseconds that follows. */
  static final String DELAY = "delay ";

  /** Allows many clients to connect at the same time. */
  private static final int WAITING_CONNECTIONS = 1_024;

  /** Each has its own threads. */
  private static final int MAX_CONNECTIONS = 4_096;

  private static final int MAX_RESETS = 10_000;

  private final @Nullable SSLContext tls;
  private final InetSocketAddress address;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger releases = new AtomicInteger();
  private volatile int upstreamPort;
  private volatile @Nullable ControlSite site;
  private volatile boolean refusing;
  private volatile boolean closed;
  private ServerSocket listener;

  /** Accepts clients; takes no lock, so that its end can be awaited. */
  private @Nullable Thread acceptor;

  /** Reserves the port while the proxy does not listen. */
  private @Nullable Socket placeholder;

  private int resets;
  private volatile Runnable onReset = () -> {};

  /**
   * Binds the address.
   *
   * @param wanted port 0 selects any free port
   * @param tls has the server's key; null for clear text
   * @throws FatalStartupException if the port is in use, or the address is not of this machine
   */
  FaultProxy(InetSocketAddress wanted, @Nullable SSLContext tls) {
    this.tls = tls;
    try {
      this.listener = listen(wanted);
      this.address = new InetSocketAddress(wanted.getAddress(), listener.getLocalPort());
    } catch (IOException e) {
      throw new FatalStartupException(e);
    }
  }

  /**
   * Starts to accept connections, including those that wait.
   *
   * @param site responds to the requests that are not for WireMock
   */
  synchronized void start(int upstreamPort, ControlSite site) {
    this.upstreamPort = upstreamPort;
    this.site = site;
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

  /** Resets the connections of the next requests after their head. */
  synchronized void resetNext(int count) {
    if (count > MAX_RESETS - resets) {
      throw new IllegalArgumentException(
          "count: more than " + MAX_RESETS + " resets would be pending: " + count + " + " + resets);
    }
    resets += count;
  }

  synchronized void cancelResets() {
    resets = 0;
  }

  synchronized int pendingResets() {
    return resets;
  }

  synchronized void refuse() {
    if (refusing || closed) {
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
    if (!refusing || closed) {
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

  /**
   * Closes the connections of all earlier requests whose response is withheld, and sends the
   * responses that are delayed.
   */
  void release() {
    releases.incrementAndGet();
    connections.forEach(Connection::release);
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeQuietly(listener);
    closeQuietly(placeholder);
    connections.forEach(connection -> connection.client.cut());
    release();
  }

  private Thread acceptAll(ServerSocket from) {
    return daemon(
        "sandbox-proxy",
        () -> {
          while (!from.isClosed()) {
            try {
              handle(from.accept());
            } catch (Throwable failed) {
              // No memory or thread for this client may be left, but for later ones.
            }
          }
        });
  }

  private void handle(Socket client) throws IOException {
    if (connections.size() >= MAX_CONNECTIONS) {
      closeQuietly(client);
      return;
    }
    Connection connection = null;
    try {
      connection = new Connection(client);
      connections.add(connection);
      if (closed) {
        connection.client.cut();
      }
      daemon("sandbox-connection", connection::serve);
    } catch (Throwable failed) {
      closeQuietly(client);
      if (connection != null) {
        connections.remove(connection);
      }
      throw failed;
    }
  }

  /** Returns whether to reset the connection of the next request, which then counts as done. */
  boolean takeReset() {
    synchronized (this) {
      if (resets == 0 && !refusing) {
        return false;
      }
      resets = Math.max(0, resets - 1);
    }
    onReset.run();
    return true;
  }

  ControlSite site() {
    return requireNonNull(site, "not started");
  }

  boolean isRefusing() {
    return refusing;
  }

  /** Returns how often {@link #release} was called. */
  int releases() {
    return releases.get();
  }

  /** Opens a connection to WireMock, which listens on the loopback address only. */
  SocketStreams connectToServer() throws IOException {
    return SocketStreams.of(new Socket(HostNames.loopback(), upstreamPort));
  }

  /** Returns how long a response with {@link #DELAY} is withheld. */
  static Duration delay(String delivery) {
    return Duration.ofMillis(Long.parseLong(delivery.substring(DELAY.length())));
  }

  /**
   * Waits until {@link #release}, or until time is up, or until the response is not wanted.
   *
   * @param lock held by the caller; {@link HttpConnection#release} notifies it
   */
  void awaitRelease(Object lock, int releasesBefore, Duration time, BooleanSupplier isWanted)
      throws InterruptedException {
    long start = System.nanoTime();
    long remaining = time.toMillis();
    while (remaining > 0 && releases() == releasesBefore && isWanted.getAsBoolean()) {
      lock.wait(remaining);
      remaining = time.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
  }

  private static ServerSocket listen(InetSocketAddress address) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(address, WAITING_CONNECTIONS);
    return listener;
  }

  static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
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

  /** A client's connection. */
  private final class Connection {

    private final ClientSocket client;
    private volatile @Nullable HttpConnection http;

    Connection(Socket client) throws IOException {
      this.client = new ClientSocket(client, tls);
    }

    void release() {
      HttpConnection serving = http;
      if (serving != null) {
        serving.release();
      }
    }

    void serve() {
      try {
        HttpConnection serving =
            client.handshake().equals(ClientSocket.HTTP_2)
                ? new Http2Connection(FaultProxy.this, client)
                : new Http1Connection(FaultProxy.this, client);
        http = serving;
        serving.serve();
        client.close();
      } catch (IOException | RuntimeException | Error failed) {
        // WireMock reset its connection, which the client must see; or the client is gone; or no
        // memory is left.
        client.abort();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        client.cut();
        connections.remove(this);
      }
    }
  }
}
