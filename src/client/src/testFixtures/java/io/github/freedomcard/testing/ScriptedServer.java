package io.github.freedomcard.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.freedomcard.testing.RawServer.Received;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RawServer.Script} over any transport. Over HTTP/2, its responses are sent as frames, and
 * a request has only its body.
 */
public final class ScriptedServer implements AutoCloseable {

  /** What lies between client and server. */
  public enum Transport {
    CLEAR,
    TLS,
    HTTP_2
  }

  private final String baseUrl;
  private final IntSupplier requestCount;
  private final Runnable closing;

  private ScriptedServer(String baseUrl, IntSupplier requestCount, Runnable closing) {
    this.baseUrl = baseUrl;
    this.requestCount = requestCount;
    this.closing = closing;
  }

  public static ScriptedServer start(Transport transport, RawServer.Script script) {
    if (transport == Transport.HTTP_2) {
      Http2Peer peer = Http2Peer.start(stream -> respond(script, stream));
      return new ScriptedServer(peer.baseUrl(), () -> peer.requests().size(), peer::close);
    }
    RawServer server = RawServer.start(transport == Transport.TLS, script);
    return new ScriptedServer(server.baseUrl(), () -> server.requests().size(), server::close);
  }

  /** An HTTP client that trusts the server and speaks its protocol. */
  public static OkHttpClient.Builder client() {
    return Http2Peer.client();
  }

  public String baseUrl() {
    return baseUrl;
  }

  /** How many complete requests arrived. */
  public int requestCount() {
    return requestCount.getAsInt();
  }

  @Override
  public void close() {
    closing.run();
  }

  /** On a thread of its own, so that a script that blocks does not stall the connection. */
  private static void respond(RawServer.Script script, Http2Peer.Stream stream) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Received request = new Received("", Map.of(), stream.body());
                send(script.respond(stream.number(), request), stream);
              } catch (IOException gone) {
                // The client closed the connection, or the test ended.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Sends a response of HTTP/1.1; closes the connection if it is none or incomplete. */
  private static void send(byte @Nullable [] response, Http2Peer.Stream stream) throws IOException {
    String text = response == null ? "" : new String(response, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (!text.startsWith("HTTP/1.1 ") || end < 0) {
      stream.connection().close();
      return;
    }
    List<String> lines = text.substring(0, end).lines().toList();
    String body = text.substring(end + 4);
    List<String> headers = new ArrayList<>(List.of(":status", lines.get(0).split(" ", -1)[1]));
    boolean closes = false;
    boolean complete = true;
    for (String line : lines.subList(1, lines.size())) {
      String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
      String value = line.substring(line.indexOf(':') + 1).strip();
      if (name.equals("connection")) {
        closes = true;
        continue;
      }
      headers.add(name);
      headers.add(value);
      complete &= !name.equals("content-length") || Integer.parseInt(value) == body.length();
    }
    if (closes) {
      // Before the response, so that the client knows it when it has the response.
      stream.connection().goAway(stream.id(), 0);
    }
    stream.headers(false, headers.toArray(String[]::new));
    stream.data(complete, body.getBytes(ISO_8859_1));
    if (closes || !complete) {
      stream.connection().close();
    }
  }
}
