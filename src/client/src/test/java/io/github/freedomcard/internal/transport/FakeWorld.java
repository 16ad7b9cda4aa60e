package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.internal.transport.FakeServer.Answer;
import io.github.freedomcard.internal.transport.ReferenceModel.Kind;
import io.github.freedomcard.internal.transport.ReferenceModel.Said;
import io.github.freedomcard.internal.transport.ReferenceModel.Seen;
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
 * A network without sockets: each call of it is one exchange with the {@link FakeServer}, with the
 * {@link InjectedFault} that {@link ScheduleExplorer} gives it. It keeps what was exchanged. For
 * one thread.
 */
final class FakeWorld implements Call.Factory {

  /** The names that the caller may sign in; the engine must stay with one for the whole call. */
  static final List<Credentials> NAMES =
      List.of(
          Credentials.of("1001", "first secret"),
          Credentials.of("1002", "second secret"),
          Credentials.of("1003", "third secret"));

  private static final MediaType JSON = MediaType.get("application/json");
  private static final Map<String, JwsRequestVerifier> VERIFIERS = new HashMap<>();

  static {
    for (Credentials name : NAMES) {
      VERIFIERS.put(name.authId(), JwsRequestVerifier.of(name, JwsAlgorithm.HS512));
    }
  }

  /** The moments of a call. */
  enum Moment {
    NEW_CALL,
    ENQUEUE,
    IN_FLIGHT
  }

  /**
   * An exchange that was begun.
   *
   * @param at when, by the clock
   * @param name the name that it was signed in
   * @param headerId its header {@code Request-Id}
   * @param body the bytes that left; empty if none
   * @param seen what the client could see of it
   * @param retryAfter the seconds that the server asked to wait; 0 if it asked for none
   */
  record Exchanged(
      Kind kind,
      InjectedFault fault,
      long at,
      String name,
      String headerId,
      String body,
      Seen seen,
      int retryAfter) {

    @Override
    public String toString() {
      return kind + ":" + fault + (seen.left() ? "/" + seen.status() + " " + seen.said() : "");
    }
  }

  final FakeScheduler time = new FakeScheduler();
  final FakeServer server;
  private final ScheduleExplorer choices;
  private final ScheduleExtent extent;
  private final List<Exchanged> exchanges = new ArrayList<>();
  private final Map<String, String> namesByHeader = new HashMap<>();
  private int faultsLeft;
  private int asksForCredentials;
  private int cancels;
  private int calls;
  private int inFlight;
  private ObjIntConsumer<Moment> hook = (moment, n) -> {};

  FakeWorld(ScheduleCase schedules, ScheduleExtent extent, ScheduleExplorer choices) {
    this.server = new FakeServer(schedules, extent, choices);
    this.choices = choices;
    this.extent = extent;
  }

  /** A new run. */
  void reset() {
    time.reset();
    server.reset();
    exchanges.clear();
    faultsLeft = extent.faults();
    asksForCredentials = 0;
    cancels = 0;
    calls = 0;
    inFlight = 0;
    hook = (moment, n) -> {};
  }

  /** From now on nothing goes wrong, and what was exchanged so far is forgotten. */
  void calm() {
    exchanges.clear();
    faultsLeft = 0;
  }

  /** Gives another name at each ask. */
  Credentials rotatingCredentials() {
    return NAMES.get(asksForCredentials++ % NAMES.size());
  }

  /** The credentials that the call under test was given. */
  static Credentials firstCredentials() {
    return NAMES.get(0);
  }

  List<Exchanged> exchanges() {
    return exchanges;
  }

  int asksForCredentials() {
    return asksForCredentials;
  }

  int cancels() {
    return cancels;
  }

  int faultsLeft() {
    return faultsLeft;
  }

  /** How many calls were begun and are not over. */
  int inFlight() {
    return inFlight;
  }

  /** Does this at each moment of each call, with the call's number, counted from 1. */
  void atEachMoment(ObjIntConsumer<Moment> hook) {
    this.hook = hook;
  }

  @Override
  public Call newCall(Request request) {
    hook.accept(Moment.NEW_CALL, ++calls);
    FakeCall call = new FakeCall(request);
    // OkHttp 4 and 5 differ in the methods of a call; the engine needs those that both have.
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

  /** How an exchange ends: with a response or a failure, after some time. */
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
      hook.accept(Moment.IN_FLIGHT, calls);
      time.advance(end.after());
      inFlight--;
      if (end.failure() != null) {
        throw end.failure();
      }
      return requireNonNull(end.response());
    }

    void enqueue(Call proxy, Callback callback) {
      hook.accept(Moment.ENQUEUE, calls);
      this.callback = callback;
      if (cancelled) {
        begun = true;
        inFlight++;
        var unused = time.later(() -> fail(proxy, new IOException("Canceled")), 0);
        return;
      }
      End end = begin();
      var unused = time.later(() -> end(proxy, end), end.after());
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
        var unused = time.later(() -> fail(proxy, new IOException("Canceled")), 0);
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
    InjectedFault fault =
        InjectedFault.of(faultsLeft > 0 ? choices.choose(InjectedFault.count()) : 0);
    if (fault != InjectedFault.NONE) {
      faultsLeft--;
    }
    String path = request.url().encodedPath();
    boolean question = path.equals(RequestOperations.GET_REQUEST_STATUS.path());
    String body = fault.shown == InjectedFault.Shown.UNSENT ? "" : bodyOf(request);
    String signature = requireNonNull(request.header("X-JWS-Signature"));
    String name = nameOf(signature);
    if (extent.verified() && !body.isEmpty()) {
      verify(name, signature, path, body);
    }
    Answer answer = server.arrive(fault, question, name, FakeServer.idIn(body));
    Seen seen = seen(fault, answer);
    exchanges.add(
        new Exchanged(
            question ? Kind.ASK : Kind.SEND,
            fault,
            time.nanos(),
            name,
            requireNonNull(request.header("Request-Id")),
            body,
            seen,
            fault.retryAfter()));
    return end(request, fault, answer, seen, limit);
  }

  /** What the client can see of an exchange with this fault. */
  static Seen seen(InjectedFault fault, @Nullable Answer answer) {
    return switch (fault.shown) {
      case ANSWER -> requireNonNull(answer).seen();
      case UNSENT -> Seen.NOTHING_LEFT;
      case RESET, TIMEOUT -> Seen.LOST;
      case CUT, HTML -> Seen.status(fault.status, Said.NOTHING);
      case ERROR -> Seen.status(fault.status, Said.CALL_ERROR);
    };
  }

  private static End end(
      Request request, InjectedFault fault, @Nullable Answer answer, Seen seen, long limit) {
    return switch (fault.shown) {
      case ANSWER -> answered(request, fault, seen, requireNonNull(answer).body(), limit);
      case UNSENT -> new End(null, new ConnectException("refused"), Math.min(1_000_000, limit));
      case RESET -> new End(null, new SocketException("reset"), Math.min(5_000_000, limit));
      case TIMEOUT -> new End(null, new SocketTimeoutException("timeout"), limit);
      case CUT -> cut(request, requireNonNull(answer).body(), limit);
      case HTML -> answered(request, fault, seen, FakeServer.PAGE, limit);
      case ERROR -> answered(request, fault, seen, FakeServer.ERROR, limit);
    };
  }

  private static End answered(
      Request request, InjectedFault fault, Seen seen, String body, long limit) {
    Response.Builder response =
        response(request, seen.status()).body(ResponseBody.create(body.getBytes(UTF_8), JSON));
    if (fault.retryAfter() > 0) {
      response.header("Retry-After", Integer.toString(fault.retryAfter()));
    }
    return new End(response.build(), null, Math.min(10_000_000, limit));
  }

  private static End cut(Request request, String body, long limit) {
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
    ResponseBody cut = ResponseBody.create(Okio.buffer(source), JSON, body.length());
    return new End(response(request, 200).body(cut).build(), null, Math.min(10_000_000, limit));
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

  private String nameOf(String signature) {
    String header = signature.substring(0, signature.indexOf('.'));
    return namesByHeader.computeIfAbsent(header, FakeServer::nameIn);
  }

  private static void verify(String name, String signature, String path, String body) {
    try {
      requireNonNull(VERIFIERS.get(name)).verify(signature, "POST", path, body.getBytes(UTF_8));
    } catch (SignatureException e) {
      throw new IllegalStateException("signature", e);
    }
  }
}
