package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.internal.transport.FakeNetwork.Exchanged;
import io.github.freedomcard.internal.transport.FakeServer.ServerResponse;
import io.github.freedomcard.internal.transport.ReferenceModel.Kind;
import io.github.freedomcard.internal.transport.ReferenceModel.Observed;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.ScriptedServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.SocketFactory;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The {@link FakeServer} behind real sockets. Connections are kept alive, so that an HTTP client's
 * own retries happen here too: after a lost connection, or when the server invites one.
 */
final class SocketNetwork implements AutoCloseable {

  private static final String WARM = "{\"status\":\"ok\",\"request_status\":\"success\"}";

  private final FakeServer server;
  private final List<InjectedFault> faults;
  private final ScriptedServer scriptedServer;
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Exchanged> exchanges = new ArrayList<>();
  private volatile @Nullable Request inFlight;
  private final boolean resending;
  private boolean warm;
  private boolean stopFaults;

  /**
   * The network of one run.
   *
   * @param faults the fault of each exchange; none beyond them
   * @param resending whether the caller has an interceptor that repeats what fails, so that of a
   *     failed exchange the client sees only that the second send was refused
   */
  SocketNetwork(
      ScriptedServer.Transport transport,
      FakeServer server,
      List<InjectedFault> faults,
      boolean resending) {
    this.resending = resending;
    this.server = server;
    this.faults = faults;
    this.scriptedServer = ScriptedServer.start(transport, (n, request) -> response(request.body()));
  }

  String baseUrl() {
    return scriptedServer.baseUrl();
  }

  /** Counts exchanges from now on; before, each succeeds, so that there is a connection. */
  synchronized void warmedUp() {
    warm = true;
  }

  /** Injects no more faults, and forgets the exchanges so far. */
  synchronized void stopFaults() {
    stopFaults = true;
    exchanges.clear();
  }

  synchronized List<Exchanged> exchanges() {
    return List.copyOf(exchanges);
  }

  /** Runs this while no request is being processed. */
  synchronized void whileQuiet(Runnable task) {
    task.run();
  }

  /** Releases the threads that wait for a client that has gone. */
  @Override
  public void close() {
    over.countDown();
    scriptedServer.close();
  }

  private synchronized InjectedFault fault(int exchange) {
    return !stopFaults && exchange < faults.size() ? faults.get(exchange) : InjectedFault.NONE;
  }

  private byte @Nullable [] response(String body) throws InterruptedException {
    InjectedFault fault;
    byte[] bytes;
    synchronized (this) {
      if (!warm) {
        return response("200 OK", WARM, 0);
      }
      // One call is in flight at a time, and over HTTP/2 the server does not decode the headers.
      Request request = requireNonNull(inFlight);
      String path = request.url().encodedPath();
      String signature = requireNonNull(request.header("X-JWS-Signature"));
      String id = FakeServer.idIn(body);
      fault = fault(exchanges.size()).of(id);
      ServerResponse response = server.arrive(fault, isStatusQuery(path), authIdIn(signature), id);
      Observed observed = FakeNetwork.observed(fault, response);
      String headerId = requireNonNull(request.header("Request-Id"));
      record(
          path,
          fault,
          signature,
          headerId,
          body,
          resending && fault != InjectedFault.NONE ? Observed.LOST : observed);
      bytes = bytes(fault, response, observed);
    }
    if (fault.shown == InjectedFault.Shown.TIMEOUT) {
      over.await();
    }
    return bytes.length == 0 ? null : bytes;
  }

  /** Empty if the connection is to be closed without a response. */
  private byte[] bytes(InjectedFault fault, @Nullable ServerResponse response, Observed observed) {
    String status = observed.status() + " Status";
    return switch (fault.shown) {
      case RESET, TIMEOUT, NOT_SENT -> new byte[0];
      case RESPONSE -> response(status, requireNonNull(response).body(), exchanges.size());
      case TRUNCATED -> {
        byte[] whole = RawServer.http(status, requireNonNull(response).body(), "Connection: close");
        yield Arrays.copyOf(whole, whole.length - 7);
      }
      default -> response(status, fault.shown.body, exchanges.size());
    };
  }

  /** A response that invites an HTTP client to retry by itself, and leaves it a connection. */
  private byte[] response(String status, String body, int nextExchange) {
    List<String> headers = new ArrayList<>();
    if (status.startsWith("503")) {
      headers.add("Retry-After: 0");
    } else if (status.startsWith("303")) {
      headers.add("Location: /elsewhere");
    }
    if (fault(nextExchange) == InjectedFault.REFUSED) {
      headers.add("Connection: close");
    }
    return RawServer.http(status, body, headers.toArray(String[]::new));
  }

  /** An HTTP client that does not connect if the next exchange is to be refused. */
  OkHttpClient httpClient() {
    return ScriptedServer.client()
        .addInterceptor(
            chain -> {
              inFlight = chain.request();
              return resending ? proceedTwice(chain) : chain.proceed(chain.request());
            })
        .socketFactory(new Sockets())
        .build();
  }

  /** Sends a copy of the body, which OkHttp and this interceptor can send again. */
  private static Response proceedTwice(Interceptor.Chain chain) throws IOException {
    Buffer bytes = new Buffer();
    requireNonNull(chain.request().body()).writeTo(bytes);
    Request copy =
        chain.request().newBuilder().post(RequestBody.create(bytes.readByteArray(), null)).build();
    try {
      Response response = chain.proceed(copy);
      if (response.code() != 408 && response.code() < 500) {
        return response;
      }
      response.close();
    } catch (IOException lost) {
      // Retries below.
    }
    return chain.proceed(copy);
  }

  private synchronized void refuse() throws ConnectException {
    if (!warm || fault(exchanges.size()) != InjectedFault.REFUSED) {
      return;
    }
    Request request = requireNonNull(inFlight);
    record(
        request.url().encodedPath(),
        InjectedFault.REFUSED,
        requireNonNull(request.header("X-JWS-Signature")),
        requireNonNull(request.header("Request-Id")),
        "",
        Observed.NOT_SENT);
    throw new ConnectException("refused");
  }

  private void record(
      String path,
      InjectedFault fault,
      String signature,
      String headerId,
      String body,
      Observed observed) {
    exchanges.add(
        new Exchanged(
            isStatusQuery(path) ? Kind.STATUS_QUERY : Kind.ATTEMPT,
            fault,
            System.nanoTime(),
            authIdIn(signature),
            headerId,
            body,
            observed,
            0));
  }

  private static boolean isStatusQuery(String path) {
    return path.equals(RequestOperations.GET_REQUEST_STATUS.path());
  }

  private static String authIdIn(String signature) {
    return FakeServer.authIdIn(signature.substring(0, signature.indexOf('.')));
  }

  private final class Sockets extends SocketFactory {

    @Override
    public Socket createSocket() throws IOException {
      refuse();
      return SocketFactory.getDefault().createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }
  }
}
