package io.github.freedomcard.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on sockets, clear or TLS 1.3, for behaviour that an HTTP server does not
 * allow. A script gets each complete request and responds with bytes or closes the connection.
 */
public final class RawServer implements AutoCloseable {

  /**
   * Responds to the n-th request, counted from 1, with bytes. Null closes the connection, and so
   * does a response with the header {@code Connection: close}.
   */
  @FunctionalInterface
  public interface Script {
    byte @Nullable [] respond(int n, Received request) throws IOException, InterruptedException;
  }

  /** Handles the n-th request, counted from 1, in any way, perhaps later and from other threads. */
  @FunctionalInterface
  public interface ConnectionScript {
    void handle(int n, Received request, Connection connection)
        throws IOException, InterruptedException;
  }

  /** The connection that a request came on. */
  public static final class Connection {

    private final Socket socket;

    private Connection(Socket socket) {
      this.socket = socket;
    }

    /** Sends bytes, whether or not a request awaits them. */
    public synchronized void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /** Closes the connection; over TLS, with a {@code close_notify}. */
    public void close() throws IOException {
      socket.close();
    }

    /** Ends what this side sends, and goes on reading. */
    public void halfClose() throws IOException {
      socket.shutdownOutput();
    }

    /** Closes the connection with a TCP reset. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  /** A received request; header names are in lower case. */
  public record Received(String line, Map<String, String> headers, String body) {}

  private static final int BACKLOG = 256;

  private final ServerSocket listener;
  private final ConnectionScript script;
  private final String scheme;
  private final List<Received> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  private RawServer(ServerSocket listener, String scheme, ConnectionScript script) {
    this.listener = listener;
    this.scheme = scheme;
    this.script = script;
  }

  public static RawServer start(Script script) {
    return start(false, script);
  }

  public static RawServer start(boolean tls, Script script) {
    return startConnections(
        tls,
        (n, request, connection) -> {
          byte[] response = script.respond(n, request);
          if (response != null) {
            connection.send(response);
          }
          if (response == null || new String(response, ISO_8859_1).contains("Connection: close")) {
            connection.close();
          }
        });
  }

  /** Starts a server with a script that controls the connections themselves. */
  public static RawServer startConnections(boolean tls, ConnectionScript script) {
    try {
      RawServer server =
          new RawServer(listener(tls), tls ? "https://127.0.0.1:" : "http://127.0.0.1:", script);
      daemon(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket listener(boolean tls) throws IOException {
    InetAddress address = InetAddress.getLoopbackAddress();
    if (!tls) {
      return new ServerSocket(0, BACKLOG, address);
    }
    SSLServerSocket listener =
        (SSLServerSocket)
            TlsCertificate.get()
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, BACKLOG, address);
    SSLParameters parameters = listener.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3"});
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    listener.setSSLParameters(parameters);
    return listener;
  }

  /** An HTTP response with this status line, these headers and this body. */
  public static byte[] http(String status, String body, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n\r\n");
    return (head + body).getBytes(UTF_8);
  }

  public String baseUrl() {
    return scheme + listener.getLocalPort();
  }

  /** All complete requests. */
  public List<Received> requests() {
    return List.copyOf(requests);
  }

  /** How many connections were made. */
  public int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        daemon(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Connection connection = new Connection(socket);
      for (Received request = read(in); request != null; request = read(in)) {
        script.handle(add(request), request, connection);
        if (socket.isClosed()) {
          return;
        }
      }
    } catch (IOException gone) {
      // The client closed the connection, or the test ended.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private synchronized int add(Received request) {
    requests.add(request);
    return requests.size();
  }

  private static @Nullable Received read(InputStream in) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    return body.length < length ? null : new Received(line, headers, new String(body, UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(ISO_8859_1);
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }
}
