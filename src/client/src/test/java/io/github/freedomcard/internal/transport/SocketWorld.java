package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.internal.transport.FakeServer.Answer;
import io.github.freedomcard.internal.transport.FakeWorld.Exchanged;
import io.github.freedomcard.internal.transport.ReferenceModel.Kind;
import io.github.freedomcard.internal.transport.ReferenceModel.Seen;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.RawServer.Received;
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
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The {@link FakeServer} behind real sockets: connections are kept alive, so that what an HTTP
 * client does when one dies, or is told to come again, happens here too.
 */
final class SocketWorld implements AutoCloseable {

  private static final String WARM = "{\"status\":\"ok\",\"request_status\":\"success\"}";

  private final FakeServer server;
  private final List<InjectedFault> faults;
  private final RawServer raw = RawServer.start((n, request) -> answer(request));
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Exchanged> exchanges = new ArrayList<>();
  private volatile @Nullable Request underWay;
  private final boolean pushy;
  private boolean warm;
  private boolean calm;

  /**
   * A world with one run.
   *
   * @param faults the fault of each exchange; none beyond them
   * @param pushy whether the user has an interceptor that sends again whatever fails, so that of a
   *     failed exchange the client sees only that the second send was refused
   */
  SocketWorld(FakeServer server, List<InjectedFault> faults, boolean pushy) {
    this.pushy = pushy;
    this.server = server;
    this.faults = faults;
  }

  String baseUrl() {
    return raw.baseUrl();
  }

  /** From now on exchanges count; before, each is answered well, so that there is a connection. */
  synchronized void warmedUp() {
    warm = true;
  }

  /** From now on nothing goes wrong, and what was exchanged so far is forgotten. */
  synchronized void calm() {
    calm = true;
    exchanges.clear();
  }

  synchronized List<Exchanged> exchanges() {
    return List.copyOf(exchanges);
  }

  /** Does this while no request is being answered. */
  synchronized void whileQuiet(Runnable task) {
    task.run();
  }

  /** Ends what waits for a client that has gone. */
  @Override
  public void close() {
    over.countDown();
    raw.close();
  }

  private synchronized InjectedFault fault(int exchange) {
    return !calm && exchange < faults.size() ? faults.get(exchange) : InjectedFault.NONE;
  }

  private byte @Nullable [] answer(Received request) throws InterruptedException {
    InjectedFault fault;
    byte[] bytes;
    synchronized (this) {
      if (!warm) {
        return answer("200 OK", WARM, 0);
      }
      fault = fault(exchanges.size());
      String path = request.line().split(" ", -1)[1];
      String signature = requireNonNull(request.headers().get("x-jws-signature"));
      String id = FakeServer.idIn(request.body());
      Answer answer = server.arrive(fault, isQuestion(path), nameIn(signature), id);
      Seen seen = FakeWorld.seen(fault, answer);
      String headerId = requireNonNull(request.headers().get("request-id"));
      record(
          path,
          fault,
          signature,
          headerId,
          request.body(),
          pushy && fault != InjectedFault.NONE ? Seen.LOST : seen);
      bytes = bytes(fault, answer, seen);
    }
    if (fault.shown == InjectedFault.Shown.TIMEOUT) {
      over.await();
    }
    return bytes.length == 0 ? null : bytes;
  }

  /** Empty where the connection is closed without an answer. */
  private byte[] bytes(InjectedFault fault, @Nullable Answer answer, Seen seen) {
    String status = seen.status() + " Status";
    return switch (fault.shown) {
      case RESET, TIMEOUT, UNSENT -> new byte[0];
      case ANSWER -> answer(status, requireNonNull(answer).body(), exchanges.size());
      case HTML -> answer(status, FakeServer.PAGE, exchanges.size());
      case ERROR -> answer(status, FakeServer.ERROR, exchanges.size());
      case CUT -> {
        byte[] whole = RawServer.http(status, requireNonNull(answer).body(), "Connection: close");
        yield Arrays.copyOf(whole, whole.length - 7);
      }
    };
  }

  /** An answer that invites an HTTP client to come again on its own, and leaves it a connection. */
  private byte[] answer(String status, String body, int nextExchange) {
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

  /** An HTTP client that does not connect where the next exchange is to be refused. */
  OkHttpClient httpClient() {
    return new OkHttpClient.Builder()
        .addInterceptor(
            chain -> {
              underWay = chain.request();
              return pushy ? proceedTwice(chain) : chain.proceed(chain.request());
            })
        .socketFactory(new Sockets())
        .build();
  }

  private static Response proceedTwice(Interceptor.Chain chain) throws IOException {
    try {
      Response response = chain.proceed(chain.request());
      if (response.code() != 408 && response.code() < 500) {
        return response;
      }
      response.close();
    } catch (IOException lost) {
      // Once more.
    }
    return chain.proceed(chain.request());
  }

  private synchronized void refuse() throws ConnectException {
    if (!warm || fault(exchanges.size()) != InjectedFault.REFUSED) {
      return;
    }
    Request request = requireNonNull(underWay);
    record(
        request.url().encodedPath(),
        InjectedFault.REFUSED,
        requireNonNull(request.header("X-JWS-Signature")),
        requireNonNull(request.header("Request-Id")),
        "",
        Seen.NOTHING_LEFT);
    throw new ConnectException("refused");
  }

  private void record(
      String path, InjectedFault fault, String signature, String headerId, String body, Seen seen) {
    exchanges.add(
        new Exchanged(
            isQuestion(path) ? Kind.ASK : Kind.SEND,
            fault,
            System.nanoTime(),
            nameIn(signature),
            headerId,
            body,
            seen,
            0));
  }

  private static boolean isQuestion(String path) {
    return path.equals(RequestOperations.GET_REQUEST_STATUS.path());
  }

  private static String nameIn(String signature) {
    return FakeServer.nameIn(signature.substring(0, signature.indexOf('.')));
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
