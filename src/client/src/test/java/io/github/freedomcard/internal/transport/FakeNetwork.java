package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.internal.transport.FakeServer.ServerResponse;
import io.github.freedomcard.internal.transport.ReferenceModel.Content;
import io.github.freedomcard.internal.transport.ReferenceModel.Kind;
import io.github.freedomcard.internal.transport.ReferenceModel.Observed;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestVerifier;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A network without sockets. Each call is one exchange with the {@link FakeServer}, with the {@link
 * InjectedFault} that the {@link ScheduleExplorer} chooses. It records all exchanges. For one
 * thread.
 */
final class FakeNetwork implements Call.Factory {

  /** The credentials of the caller; the engine must use the first for the whole call. */
  static final List<Credentials> CREDENTIALS =
      List.of(
          Credentials.of("1001", "first secret"),
          Credentials.of("1002", "second secret"),
          Credentials.of("1003", "third secret"));

  private static final MediaType JSON = MediaType.get("application/json");
  private static final Map<String, JwsRequestVerifier> VERIFIERS = new HashMap<>();

  static {
    for (Credentials authId : CREDENTIALS) {
      VERIFIERS.put(authId.authId(), JwsRequestVerifier.of(authId, JwsAlgorithm.HS512));
    }
  }

  /** Points in the life of a call. */
  enum Point {
    NEW_CALL,
    ENQUEUE,
    IN_FLIGHT
  }

  /**
   * An exchange that began.
   *
   * @param at the time of its beginning
   * @param authId the auth id of its signature
   * @param headerId its header {@code Request-Id}
   * @param body the bytes that left; empty if none
   * @param observed what the client could see of it
   * @param retryAfter the delay that the server requested, in seconds; 0 if none
   */
  record Exchanged(
      Kind kind,
      InjectedFault fault,
      long at,
      String authId,
      String headerId,
      String body,
      Observed observed,
      int retryAfter) {

    @Override
    public String toString() {
      return kind
          + ":"
          + fault
          + (observed.mayHaveBeenSent() ? "/" + observed.status() + " " + observed.content() : "");
    }
  }

  final FakeScheduler scheduler = new FakeScheduler();
  final FakeServer server;
  private final ScheduleExplorer explorer;
  private final ScheduleExtent extent;
  private final List<Exchanged> exchanges = new ArrayList<>();
  private final Map<String, String> authIdsByHeader = new HashMap<>();
  private int faultsLeft;
  private int credentialsCalls;
  private int cancels;
  private int calls;
  private int inFlight;
  private ObjIntConsumer<Point> hook = (point, n) -> {};

  FakeNetwork(ScheduleCase scheduleCase, ScheduleExtent extent, ScheduleExplorer explorer) {
    this.server = new FakeServer(scheduleCase, extent, explorer);
    this.explorer = explorer;
    this.extent = extent;
  }

  /** Starts a new run. */
  void reset() {
    scheduler.reset();
    server.reset();
    exchanges.clear();
    faultsLeft = extent.faults();
    credentialsCalls = 0;
    cancels = 0;
    calls = 0;
    inFlight = 0;
    hook = (point, n) -> {};
  }

  /** Injects no more faults, and forgets the exchanges so far. */
  void stopFaults() {
    exchanges.clear();
    faultsLeft = 0;
  }

  /** Returns other credentials at each call. */
  Credentials rotatingCredentials() {
    return CREDENTIALS.get(credentialsCalls++ % CREDENTIALS.size());
  }

  /** The credentials of the call under test. */
  static Credentials firstCredentials() {
    return CREDENTIALS.get(0);
  }

  List<Exchanged> exchanges() {
    return exchanges;
  }

  int credentialsCalls() {
    return credentialsCalls;
  }

  int cancels() {
    return cancels;
  }

  int faultsLeft() {
    return faultsLeft;
  }

  /** The number of calls in flight. */
  int inFlight() {
    return inFlight;
  }

  /** Runs this at each point of each call, with the number of the call, counted from 1. */
  void atEachPoint(ObjIntConsumer<Point> hook) {
    this.hook = hook;
  }

  @Override
  public Call newCall(Request request) {
    hook.accept(Point.NEW_CALL, ++calls);
    FakeCall call = new FakeCall(request);
    // OkHttp 4 and 5 differ in the methods of a call; the engine uses those that both have.
    return (Call)
        Proxy.newProxyInstance(
            Call.class.getClassLoader(),
            new Class<?>[] {Call.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "request" -> request;
                  case "timeout" -> call.timeout;
                  case "execute" -> call.execute();
                  case "enqueue" -> {
                    call.enqueue((Call) proxy, (Callback) arguments[0]);
                    yield null;
                  }
                  case "cancel" -> {
                    call.cancel((Call) proxy);
                    yield null;
                  }
                  case "isCanceled" -> call.cancelled;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** The end of an exchange: a response or a failure, after some time. */
  private record End(@Nullable Response response, @Nullable IOException failure, long after) {}

  private final class FakeCall {

    private final Request request;
    private final Timeout timeout = new Timeout();
    private boolean begun;
    private boolean cancelled;
    private boolean over;
    private @Nullable Callback callback;

    FakeCall(Request request) {
      this.request = request;
    }

    Response execute() throws IOException {
      End end = begin();
      hook.accept(Point.IN_FLIGHT, calls);
      scheduler.advance(end.after());
      inFlight--;
      if (end.failure() != null) {
        throw end.failure();
      }
      return requireNonNull(end.response());
    }

    void enqueue(Call proxy, Callback callback) {
      hook.accept(Point.ENQUEUE, calls);
      this.callback = callback;
      if (cancelled) {
        begun = true;
        inFlight++;
        var unused = scheduler.later(() -> fail(proxy, new IOException("Canceled")), 0);
        return;
      }
      End end = begin();
      var unused = scheduler.later(() -> end(proxy, end), end.after());
    }

    private void end(Call proxy, End end) {
      if (end.failure() != null) {
        fail(proxy, end.failure());
        return;
      }
      if (!over) {
        over = true;
        inFlight--;
        try {
          requireNonNull(callback).onResponse(proxy, requireNonNull(end.response()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    private void fail(Call proxy, IOException failure) {
      if (!over) {
        over = true;
        inFlight--;
        requireNonNull(callback).onFailure(proxy, failure);
      }
    }

    void cancel(Call proxy) {
      cancels++;
      cancelled = true;
      if (callback != null) {
        var unused = scheduler.later(() -> fail(proxy, new IOException("Canceled")), 0);
      }
    }

    private End begin() {
      if (begun) {
        throw new IllegalStateException("Already Executed");
      }
      begun = true;
      inFlight++;
      return exchange(request, timeout.timeoutNanos());
    }
  }

  private End exchange(Request request, long limit) {
    if (limit <= 0) {
      throw new IllegalStateException("an exchange without time-out: " + limit);
    }
    InjectedFault chosen =
        extent.kinds().get(faultsLeft > 0 ? explorer.choose(extent.kinds().size()) : 0);
    if (chosen != InjectedFault.NONE) {
      faultsLeft--;
    }
    boolean notSent = chosen.shown == InjectedFault.Shown.NOT_SENT;
    String body = notSent ? "" : bodyOf(request);
    InjectedFault fault = notSent ? chosen : chosen.of(FakeServer.idIn(body));
    String path = request.url().encodedPath();
    boolean isStatusQuery = path.equals(RequestOperations.GET_REQUEST_STATUS.path());
    String signature = requireNonNull(request.header("X-JWS-Signature"));
    String authId = authIdOf(signature);
    if (extent.verified() && !body.isEmpty()) {
      verify(authId, signature, path, body);
    }
    ServerResponse response = server.arrive(fault, isStatusQuery, authId, FakeServer.idIn(body));
    Observed observed = observed(fault, response);
    exchanges.add(
        new Exchanged(
            isStatusQuery ? Kind.STATUS_QUERY : Kind.ATTEMPT,
            chosen,
            scheduler.nanos(),
            authId,
            requireNonNull(request.header("Request-Id")),
            body,
            observed,
            fault.retryAfter()));
    return end(request, fault, response, observed, limit);
  }

  /** What the client can see of an exchange with this fault. */
  static Observed observed(InjectedFault fault, @Nullable ServerResponse response) {
    return switch (fault.shown) {
      case RESPONSE -> requireNonNull(response).observed();
      case NOT_SENT -> Observed.NOT_SENT;
      case RESET, TIMEOUT -> Observed.LOST;
      case TRUNCATED -> Observed.status(fault.status, Content.NOTHING);
      default -> Observed.status(fault.status, requireNonNull(fault.shown.content));
    };
  }

  private static End end(
      Request request,
      InjectedFault fault,
      @Nullable ServerResponse response,
      Observed observed,
      long limit) {
    return switch (fault.shown) {
      case RESPONSE -> responded(request, fault, observed, requireNonNull(response).body(), limit);
      case NOT_SENT -> new End(null, new ConnectException("refused"), Math.min(1_000_000, limit));
      case RESET -> new End(null, new SocketException("reset"), Math.min(5_000_000, limit));
      case TIMEOUT -> new End(null, new SocketTimeoutException("timeout"), limit);
      case TRUNCATED -> truncated(request, requireNonNull(response).body(), limit);
      default -> responded(request, fault, observed, fault.shown.body, limit);
    };
  }

  private static End responded(
      Request request, InjectedFault fault, Observed observed, String body, long limit) {
    Response.Builder response =
        response(request, observed.status()).body(ResponseBody.create(body.getBytes(UTF_8), JSON));
    if (fault.retryAfter() > 0) {
      response.header("Retry-After", Integer.toString(fault.retryAfter()));
    }
    return new End(response.build(), null, Math.min(10_000_000, limit));
  }

  private static End truncated(Request request, String body, long limit) {
    Buffer half = new Buffer().writeUtf8(body, 0, body.length() / 2);
    ForwardingSource source =
        new ForwardingSource(half) {
          @Override
          public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, byteCount);
            if (read < 0) {
              throw new EOFException("unexpected end of stream");
            }
            return read;
          }
        };
    ResponseBody truncated = ResponseBody.create(Okio.buffer(source), JSON, body.length());
    return new End(
        response(request, 200).body(truncated).build(), null, Math.min(10_000_000, limit));
  }

  private static Response.Builder response(Request request, int status) {
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(status)
        .message("");
  }

  private static String bodyOf(Request request) {
    try {
      Buffer buffer = new Buffer();
      requireNonNull(request.body()).writeTo(buffer);
      return buffer.readUtf8();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String authIdOf(String signature) {
    String header = signature.substring(0, signature.indexOf('.'));
    return authIdsByHeader.computeIfAbsent(header, FakeServer::authIdIn);
  }

  private static void verify(String authId, String signature, String path, String body) {
    try {
      requireNonNull(VERIFIERS.get(authId)).verify(signature, "POST", path, body.getBytes(UTF_8));
    } catch (SignatureException e) {
      throw new IllegalStateException("signature", e);
    }
  }
}
