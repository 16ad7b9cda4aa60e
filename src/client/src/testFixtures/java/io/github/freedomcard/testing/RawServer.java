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
import org.jspecify.annotations.Nullable;

/**
 * A server on plain sockets, for behaviour that an HTTP server does not allow. A script gets each
 * complete request and responds with bytes or closes the connection.
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

  /** A received request; header names are in lower case. */
  public record Received(String line, Map<String, String> headers, String body) {}

  private final ServerSocket listener;
  private final Script script;
  private final List<Received> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  private RawServer(ServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
  }

  public static RawServer start(Script script) {
    try {
      RawServer server =
          new RawServer(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()), script);
      daemon(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    return "http://127.0.0.1:" + listener.getLocalPort();
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
      Received request = read(in);
      while (request != null) {
        byte[] response = script.respond(add(request), request);
        if (response == null) {
          return;
        }
        socket.getOutputStream().write(response);
        socket.getOutputStream().flush();
        if (new String(response, ISO_8859_1).contains("Connection: close")) {
          return;
        }
        request = read(in);
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
