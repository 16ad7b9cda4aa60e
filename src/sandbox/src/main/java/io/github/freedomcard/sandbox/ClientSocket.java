package io.github.freedomcard.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a client's connection, in clear text or with TLS.
 *
 * <p>{@link #cut} and {@link #abort} end the connection as a broken peer does, and never block.
 */
final class ClientSocket {

  static final String HTTP_2 = "h2";
  private static final String HTTP_1_1 = "http/1.1";

  private final Socket tcp;
  private final SocketStreams streams;

  /**
   * Wraps a connected socket.
   *
   * @param tls null for clear text
   */
  ClientSocket(Socket tcp, @Nullable SSLContext tls) throws IOException {
    this.tcp = tcp;
    this.streams = SocketStreams.of(tls == null ? tcp : server(tcp, tls));
  }

  private static SSLSocket server(Socket tcp, SSLContext tls) throws IOException {
    SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(tcp, null, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {HTTP_2, HTTP_1_1});
    socket.setSSLParameters(parameters);
    return socket;
  }

  /** Returns the protocol that the client and the server agreed on; empty if they did not. */
  String handshake() throws IOException {
    if (streams.socket() instanceof SSLSocket socket) {
      socket.startHandshake();
      return socket.getApplicationProtocol();
    }
    return "";
  }

  /** Cuts the connection after a time, unless the returned future is completed before. */
  CompletableFuture<Void> cutAfter(Duration time) {
    CompletableFuture<Void> limit = new CompletableFuture<>();
    CompletableFuture<Void> unused =
        limit
            .orTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (inTime, late) -> {
                  if (late != null) {
                    cut();
                  }
                });
    return limit;
  }

  InputStream in() {
    return streams.in();
  }

  OutputStream out() {
    return streams.out();
  }

  /** Closes the connection in order: with TLS, it tells the client so. */
  void close() {
    streams.close();
  }

  /** Closes the connection without TLS's notice of it. */
  void cut() {
    try {
      tcp.close();
    } catch (IOException e) {
      // Nothing is left to close.
    }
  }

  /** Resets the connection, if it is still open. */
  void abort() {
    try {
      tcp.setSoLinger(true, 0);
    } catch (IOException closedAlready) {
      // Nothing is left to reset.
    }
    cut();
  }
}
