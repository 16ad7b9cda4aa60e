package io.github.freedomcard.internal.transport;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The last interceptor before the network.
 *
 * <p>It lets each {@link Exchange} pass once, whatever interceptors, authenticators and OkHttp's
 * own retries do. It passes only on a connection that is alive and has nothing to read, and rejects
 * a response whose length is ambiguous. Thread-safe.
 */
final class SendGuard implements Interceptor {

  /**
   * A check takes a millisecond, so a connection that was just used is not checked. OkHttp itself
   * checks after ten seconds, and servers close idle connections sooner.
   */
  private static final long CHECKED_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ConnectionPool pool;
  private final Map<Connection, Long> lastUse = Collections.synchronizedMap(new WeakHashMap<>());

  SendGuard(ConnectionPool pool) {
    this.pool = pool;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Exchange exchange = exchange(chain);
    Connection connection = chain.connection();
    if (exchange == null || connection == null) {
      // A request of a caller's interceptor, such as one for a token.
      return chain.proceed(chain.request());
    }
    boolean multiplexed = isMultiplexed(connection.protocol());
    if (!multiplexed && !isUsable(connection, exchange.scheduler())) {
      abort(connection.socket());
      IOException reason = new SocketException("connection is closed, or has bytes to read");
      exchange.rejectConnection(reason, chain.request().body(), pool.connectionCount());
      throw reason;
    }
    sendAtOnce(connection.socket());
    exchange.beginSend();
    if (multiplexed) {
      exchange.watch(connection.socket(), pool);
    }
    Response response = proceed(chain, exchange);
    if (!multiplexed) {
      checkLength(response, connection);
      lastUse.put(connection, exchange.scheduler().nanos());
    }
    exchange.endSend();
    return response;
  }

  /** From the original request: an interceptor may have replaced the current one. */
  static @Nullable Exchange exchange(Chain chain) {
    return chain.call().request().tag(Exchange.class);
  }

  /**
   * By default a socket holds back a small write while an earlier one is not acknowledged, which
   * the server may delay by 40 ms. The earlier one is the request of another call on HTTP/2, or the
   * end of the TLS handshake.
   */
  private static void sendAtOnce(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
    } catch (SocketException | UnsupportedOperationException e) {
      // It is not TCP, or is closed: then the send fails, and says so.
    }
  }

  private static Response proceed(Chain chain, Exchange exchange) throws IOException {
    Request request = chain.request();
    try {
      return chain.proceed(request);
    } catch (IOException e) {
      if (exchange.isBody(request.body())) {
        exchange.endFailedSend();
      }
      throw e;
    }
  }

  private static boolean isMultiplexed(Protocol protocol) {
    return protocol != Protocol.HTTP_1_1 && protocol != Protocol.HTTP_1_0;
  }

  /** Whether calls of these protocols may share a connection. */
  static boolean isMultiplexed(List<Protocol> protocols) {
    return protocols.stream().anyMatch(SendGuard::isMultiplexed);
  }

  /**
   * Whether an HTTP/1.1 connection is open and has nothing to read. What arrives before the request
   * is sent can't be the response to it.
   */
  private boolean isUsable(Connection connection, Scheduler scheduler) {
    Socket socket = connection.socket();
    Long used = lastUse.get(connection);
    try {
      if (used != null && scheduler.nanos() - used <= CHECKED_AFTER_NANOS) {
        return socket.getInputStream().available() == 0;
      }
      int timeout = socket.getSoTimeout();
      try {
        socket.setSoTimeout(1);
        var unused = socket.getInputStream().read();
        return false;
      } finally {
        socket.setSoTimeout(timeout);
      }
    } catch (SocketTimeoutException nothingToRead) {
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /**
   * Where a response ends must be certain: a gateway and this client could find different responses
   * in the same bytes.
   */
  private static void checkLength(Response response, Connection connection)
      throws ProtocolException {
    String length = null;
    String encoding = null;
    boolean certain = true;
    Headers headers = response.headers();
    for (int i = 0; i < headers.size(); i++) {
      String value = headers.value(i);
      if (headers.name(i).equalsIgnoreCase("Content-Length")) {
        certain &= isNumber(value) && (length == null || length.equals(value));
        length = value;
      } else if (headers.name(i).equalsIgnoreCase("Transfer-Encoding")) {
        certain &= encoding == null && value.equalsIgnoreCase("chunked");
        encoding = value;
      }
    }
    certain &= length == null || encoding == null;
    if (!certain) {
      // Otherwise OkHttp might read on, and use the connection again.
      abort(connection.socket());
      response.close();
      throw new ProtocolException("ambiguous length of the response");
    }
  }

  private static boolean isNumber(String length) {
    for (int i = 0; i < length.length(); i++) {
      if (length.charAt(i) < '0' || length.charAt(i) > '9') {
        return false;
      }
    }
    return !length.isEmpty();
  }

  /** Closes a socket at once: TLS would otherwise wait for a write that is stuck. */
  static void abort(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closed) {
      // Closing is all that is left to do.
    }
    try {
      socket.close();
    } catch (IOException closed) {
      // It is closed.
    }
  }
}
