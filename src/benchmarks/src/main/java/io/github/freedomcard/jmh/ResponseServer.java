package io.github.freedomcard.jmh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;

/**
 * A loopback server that sends a constant response for each path, after a fixed delay.
 *
 * <p>It has one thread and runs in a separate process, so that its cost is not measured.
 */
final class ResponseServer {

  /** The path that returns the number of connections used since it was last called. */
  private static final String CONNECTIONS = "/connections";

  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(ISO_8859_1);
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(ISO_8859_1);

  private final Map<String, byte[]> responses = new HashMap<>();
  private final long delayNanos;
  private final Queue<DelayedResponse> waiting = new ArrayDeque<>();
  private int round;
  private int used;

  private ResponseServer(long delayMillis) {
    delayNanos = delayMillis * 1_000_000;
    SampleMessages.RESPONSES.forEach((path, json) -> responses.put(path, response(json)));
  }

  /** The server process, as its parent sees it. */
  static final class Running implements AutoCloseable {

    private final Process process;
    private final String baseUrl;

    private Running(Process process, String baseUrl) {
      this.process = process;
      this.baseUrl = baseUrl;
    }

    String baseUrl() {
      return baseUrl;
    }

    /** The number of connections used since the last call. */
    int connections() throws IOException, InterruptedException {
      HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + CONNECTIONS)).build();
      return Integer.parseInt(
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.ofString())
              .body()
              .trim());
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  static Running start(long delayMillis) throws IOException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ResponseServer.class.getName(),
                Long.toString(delayMillis))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String port =
        new BufferedReader(new InputStreamReader(process.getInputStream(), ISO_8859_1)).readLine();
    if (port == null) {
      throw new IOException("the server did not start");
    }
    return new Running(process, "http://127.0.0.1:" + port);
  }

  public static void main(String[] args) throws IOException {
    Thread parent =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // The input ends when the parent process ends.
                }
              } catch (IOException e) {
                // The parent process has ended.
              }
              Runtime.getRuntime().halt(0);
            });
    parent.setDaemon(true);
    parent.start();
    new ResponseServer(Long.parseLong(args[0])).serve();
  }

  private record DelayedResponse(long at, SocketChannel channel, byte[] response) {}

  /** What has been read of the request that is under way. */
  private static final class ClientConnection {

    byte[] bytes = new byte[8192];
    int length;
    int round = -1;

    void add(ByteBuffer read) {
      int more = read.remaining();
      if (length + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * (length + more));
      }
      read.get(bytes, length, more);
      length += more;
    }

    /** Removes the buffered request and returns its path; null if the request is incomplete. */
    String take() {
      int head = indexOf(HEAD_END, 0);
      if (head < 0) {
        return null;
      }
      int body = head + HEAD_END.length;
      String text = new String(bytes, 0, head, ISO_8859_1).toLowerCase(Locale.ROOT);
      int end;
      if (text.contains("\r\ntransfer-encoding: chunked")) {
        int last = indexOf(LAST_CHUNK, body);
        end = last < 0 ? -1 : last + LAST_CHUNK.length;
      } else {
        String name = "\r\ncontent-length: ";
        int at = text.indexOf(name);
        int until = text.indexOf('\r', at + 1);
        int size =
            at < 0
                ? 0
                : Integer.parseInt(
                    text.substring(at + name.length(), until < 0 ? text.length() : until));
        end = body + size;
      }
      if (end < 0 || length < end) {
        return null;
      }
      System.arraycopy(bytes, end, bytes, 0, length - end);
      length -= end;
      int from = text.indexOf(' ') + 1;
      return text.substring(from, text.indexOf(' ', from));
    }

    private int indexOf(byte[] what, int from) {
      for (int i = from; i + what.length <= length; i++) {
        if (Arrays.equals(bytes, i, i + what.length, what, 0, what.length)) {
          return i;
        }
      }
      return -1;
    }
  }

  private void serve() throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    System.out.println(((InetSocketAddress) server.getLocalAddress()).getPort());
    ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    while (true) {
      sendDue();
      DelayedResponse next = waiting.peek();
      if (next == null) {
        selector.select();
      } else {
        long millis = (next.at - System.nanoTime()) / 1_000_000;
        if (millis > 0) {
          selector.select(millis);
        } else {
          selector.selectNow();
        }
      }
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.isAcceptable()) {
          accept(server, selector);
        } else {
          read(key, buffer);
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private static void accept(ServerSocketChannel server, Selector selector) throws IOException {
    SocketChannel channel = server.accept();
    if (channel == null) {
      return;
    }
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new ClientConnection());
  }

  private void read(SelectionKey key, ByteBuffer buffer) {
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      buffer.clear();
      if (channel.read(buffer) < 0) {
        channel.close();
        return;
      }
      buffer.flip();
      ClientConnection connection = (ClientConnection) key.attachment();
      connection.add(buffer);
      String path = connection.take();
      if (path != null) {
        reply(channel, connection, path);
      }
    } catch (IOException e) {
      close(channel);
    }
  }

  private void reply(SocketChannel channel, ClientConnection connection, String path)
      throws IOException {
    if (path.equals(CONNECTIONS)) {
      send(channel, response(Integer.toString(used)));
      used = 0;
      round++;
      return;
    }
    if (connection.round != round) {
      connection.round = round;
      used++;
    }
    byte[] response = responses.get(path);
    if (response == null) {
      System.err.println("no response for " + path);
      channel.close();
    } else if (delayNanos == 0) {
      send(channel, response);
    } else {
      waiting.add(new DelayedResponse(System.nanoTime() + delayNanos, channel, response));
    }
  }

  private void sendDue() {
    long now = System.nanoTime();
    while (!waiting.isEmpty() && waiting.peek().at <= now) {
      DelayedResponse due = waiting.remove();
      try {
        send(due.channel, due.response);
      } catch (IOException e) {
        close(due.channel);
      }
    }
  }

  private static void send(SocketChannel channel, byte[] response) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(response);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The channel is discarded either way.
    }
  }

  private static byte[] response(String json) {
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json)
        .getBytes(ISO_8859_1);
  }
}
