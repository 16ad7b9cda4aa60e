package io.github.freedomcard.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.UnreadableException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.ContractText;
import io.github.freedomcard.testing.Requests;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Feeds malformed responses to the real client, without a network.
 *
 * <p>Invariants for every response: the client throws documented exceptions only, and their
 * messages show nothing of the response; blocking and asynchronous calls have the same result; the
 * client reports success only if the response does; memory is proportional to the response's size.
 */
final class ResponseFuzz implements AutoCloseable {

  /**
   * Jackson writes but does not read: an escaped lone surrogate in a name, and a name of more than
   * 1,024 bytes, which can come from a response in UTF-16, where it counts characters.
   */
  private static final Pattern NOT_READABLE =
      Pattern.compile("\\\\u[dD][89a-fA-F]|[^\\x00-\\x7f]{300}");

  private static final List<String> ERRORS =
      List.of(
          "{\"status\":\"error\",\"error_code\":\"7\",\"error_description\":\"MARK ED\"}",
          "{\"status\":\"ok\",\"request_status\":\"error\",\"error_code\":12,\"dt\":\"x\"}",
          "{\"status\":\"ok\",\"request_status\":\"process\"}",
          "{\"status\":-1,\"datetime\":\"2024-05-17 10:15:30\"}",
          "{\"status\":-7}",
          "{}",
          "[]",
          "null",
          "",
          "\"ok\"",
          "<html><body>502 Bad Gateway MARK ED</body></html>");

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final long seed;
  private final FuzzReport report;
  private final FuzzTransport transport = new FuzzTransport();
  private final OkHttpClient http = new OkHttpClient.Builder().addInterceptor(transport).build();
  private final FreedomCardClient withoutRetries;
  private final FreedomCardClient withRetries;
  private final Json json = new Json(FuzzResponse.MAX_BYTES);
  private final List<Operation<?, ?>> operations = Catalogue.operations();
  private final Map<Operation<?, ?>, Object> requests = new HashMap<>();
  private final Map<String, List<String>> texts = new HashMap<>();

  ResponseFuzz(long seed, FuzzReport report) {
    this.seed = seed;
    this.report = report;
    this.withoutRetries =
        FreedomCardClient.builder()
            .baseUrl("https://fuzz.invalid")
            .credentials("1", "secret")
            .httpClient(http)
            .maxResponseBytes(FuzzResponse.MAX_BYTES)
            .retryPolicy(RetryPolicy.none())
            .build();
    RetryPolicy retries =
        RetryPolicy.builder()
            .maxAttempts(2)
            .backoff(Duration.ofNanos(1), Duration.ofNanos(1))
            .resend(ResendPolicy.ALWAYS)
            .build();
    this.withRetries =
        withoutRetries.withOptions(RequestOptions.builder().retryPolicy(retries).build());
    for (Operation<?, ?> operation : operations) {
      requests.put(operation, Requests.of(operation));
      texts.put(operation.path(), textsOf(operation));
    }
  }

  private static List<String> textsOf(Operation<?, ?> operation) {
    List<String> texts = new ArrayList<>(ERRORS);
    // Each of the three has the same weight as all errors together.
    for (String name : List.of("full", "minimal", "hostile")) {
      byte[] text = ContractText.of(operation, name).getBytes(UTF_8);
      // A mutation works on bytes: each is one character.
      texts.addAll(Collections.nCopies(ERRORS.size(), new String(text, ISO_8859_1)));
    }
    return texts;
  }

  /** Executes the call with this index, the same at each run. */
  void run(long index) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + index);
    Operation<?, ?> operation = operations.get(random.nextInt(operations.size()));
    run(index, operation, random);
  }

  private <Q, R> void run(long index, Operation<Q, R> operation, SplittableRandom random) {
    boolean mayRetry = random.nextBoolean();
    boolean alsoAsync = random.nextInt(32) == 0;
    FreedomCardClient client = mayRetry ? withRetries : withoutRetries;
    Q request = operation.requestType().cast(requireNonNull(requests.get(operation)));
    transport.start(mayRetry, random.split());
    ResourceUsage start = ResourceUsage.now();
    Object result = call(client, operation, request);
    String problem = exercise(result);
    ResourceUsage used = ResourceUsage.now().since(start).since(transport.used);
    checkCost(index, operation, result, used, leastUsageOfRepeats(client, operation, request));
    check(index, operation, result, problem);
    if (alsoAsync) {
      checkAsync(index, client, operation, request, result);
    }
  }

  /**
   * Repeats the call: by now caches hold all that the response needs, so only its own cost is left.
   * A JVM sometimes generates code for reflection on this thread, so one repeat in three is enough.
   */
  private <Q, R> ResourceUsage leastUsageOfRepeats(
      FreedomCardClient client, Operation<Q, R> operation, Q request) {
    ResourceUsage least = null;
    for (int i = 0; i < 3 && (least == null || least.bytes() > allowed()); i++) {
      transport.repeat();
      ResourceUsage start = ResourceUsage.now();
      call(client, operation, request);
      ResourceUsage used = ResourceUsage.now().since(start).since(transport.used);
      least = least == null || used.bytes() < least.bytes() ? used : least;
    }
    return requireNonNull(least);
  }

  private long allowed() {
    return transport.sent.stream().mapToLong(AllocationBudget::of).sum();
  }

  private static <Q, R> Object call(
      FreedomCardClient client, Operation<Q, R> operation, Q request) {
    try {
      return client.execute(operation, request);
    } catch (RuntimeException | StackOverflowError e) {
      return e;
    }
  }

  /** Does what a caller may do with any result; returns what went wrong. */
  private String exercise(Object result) {
    if (!(result instanceof ApiResponse<?> response)) {
      return "";
    }
    try {
      Object body = response.body();
      int length = body.toString().length() + body.hashCode() % 2;
      Object reread = json.read(response.rawBody(), body.getClass());
      if (reread instanceof RequestState state && body instanceof RequestState original) {
        reread = state.withRequestId(original.requestId());
      }
      if (!reread.equals(body) || reread.hashCode() != body.hashCode()) {
        return "differs when read again";
      }
      return length < 10
          ? "toString too short: " + length
          : writeBack(body, response.rawBody().length);
    } catch (UnreadableException | RuntimeException | StackOverflowError e) {
      return e.toString();
    }
  }

  /** Writes small responses only, to save time. */
  private String writeBack(Object body, int length) throws UnreadableException {
    if (length > 4096) {
      return "";
    }
    byte[] written;
    try {
      written = json.write(body);
    } catch (IllegalArgumentException documented) {
      report.count("cannot be written");
      return "";
    }
    if (!NOT_READABLE.matcher(new String(written, UTF_8)).find()) {
      json.read(written, body.getClass());
    }
    return "";
  }

  private void checkCost(
      long index,
      Operation<?, ?> operation,
      Object result,
      ResourceUsage used,
      ResourceUsage usedByRepeat) {
    long readable = transport.sent.stream().mapToLong(FuzzResponse::readableBytes).sum();
    report.cost(used, readable, () -> where(index, operation));
    int attempts = Math.max(1, transport.sent.size());
    long allowed = allowed();
    report.allocated(usedByRepeat.bytes(), allowed, result instanceof ApiResponse<?>);
    if (usedByRepeat.bytes() > allowed) {
      violation(index, operation, usedByRepeat.bytes() + " bytes allocated for " + readable);
    }
    // The first time the client parses the response, and exercise() parses it again.
    if (used.bytes() > AllocationBudget.NEW_NAMES * attempts + 3 * allowed) {
      violation(index, operation, used.bytes() + " bytes allocated the first time for " + readable);
    }
  }

  private void check(long index, Operation<?, ?> operation, Object result, String problem) {
    String name = result.getClass().getSimpleName();
    report.count("result " + name);
    report.count("operation " + operation.name());
    for (FuzzResponse response : transport.sent) {
      report.count("delivery " + response.delivery());
      response.mutations().forEach(each -> report.count("mutation " + each));
    }
    if (!problem.isEmpty()) {
      violation(index, operation, problem);
    }
    if (result instanceof ApiResponse<?> response) {
      checkSuccess(index, operation, response);
    } else if (!(result instanceof FreedomCardException failure)) {
      violation(index, operation, "undocumented exception: " + result);
    } else {
      if ((failure.outcome() == Outcome.READ_ONLY) != (operation.effect() == Effect.READ)) {
        violation(index, operation, "outcome " + failure.outcome());
      }
      for (Throwable each = failure; each != null; each = each.getCause()) {
        if (each.toString().contains("MARK ED")) {
          violation(index, operation, "shows the response: " + each);
        }
      }
    }
  }

  /** Parses a successful response without the client and checks that it says so. */
  private void checkSuccess(long index, Operation<?, ?> operation, ApiResponse<?> response) {
    if (response.rawBody().length > 100_000) {
      return;
    }
    JsonNode json;
    try {
      json = STRICT.readTree(response.rawBody());
    } catch (IOException | NumberFormatException malformed) {
      report.count("success with a duplicate member or an ignored malformed number");
      return;
    }
    if (!json.isObject() || response.status() / 100 != 2) {
      violation(index, operation, "success without a JSON object or a 2xx");
    }
    if (response.body() instanceof RequestState state) {
      if (state.isSuccess()
          && !(says(json, "status", "ok") && says(json, "request_status", "success"))) {
        violation(index, operation, "success that the response does not report");
      }
      if (operation.effect() != Effect.READ && state.isFinal() && !state.isSuccess()) {
        violation(index, operation, "an error returned as a result");
      }
    } else if (json.has("status") && !says(json, "status", "ok") && !zero(json)) {
      violation(index, operation, "data in spite of the error status");
    }
  }

  private static boolean says(JsonNode json, String name, String value) {
    return json.path(name).asText().equalsIgnoreCase(value);
  }

  private static boolean zero(JsonNode json) {
    return json.path("status").asText().strip().matches("[+-]?0+(\\.0+)?([eE][+-]?[0-9]{1,3})?");
  }

  private <Q, R> void checkAsync(
      long index, FreedomCardClient client, Operation<Q, R> operation, Q request, Object result) {
    transport.repeat();
    Object asyncResult;
    try {
      asyncResult = client.async().execute(operation, request).join();
    } catch (CompletionException e) {
      asyncResult = requireNonNull(e.getCause());
    }
    report.count("async");
    if (!describe(asyncResult).equals(describe(result))) {
      violation(
          index, operation, "blocking " + describe(result) + ", async " + describe(asyncResult));
    }
  }

  private static String describe(Object result) {
    return result instanceof ApiResponse<?> response
        ? response.body() + " after " + response.attempts() + ", " + response.resolution()
        : String.valueOf(result);
  }

  private void violation(long index, Operation<?, ?> operation, String rule) {
    report.violation(rule, where(index, operation));
  }

  private String where(long index, Operation<?, ?> operation) {
    return "call " + index + ", " + operation.name() + ", " + transport.describe();
  }

  @Override
  public void close() {
    withoutRetries.close();
    http.dispatcher().executorService().shutdown();
  }

  /** Replaces the network. */
  private final class FuzzTransport implements Interceptor {

    private final List<FuzzResponse> sent = new ArrayList<>();
    private final Queue<FuzzResponse> repeated = new ArrayDeque<>();
    private ResourceUsage used = new ResourceUsage(0, 0);
    private boolean mayRetry;
    private @Nullable SplittableRandom random;

    void start(boolean mayRetry, SplittableRandom random) {
      this.mayRetry = mayRetry;
      this.random = random;
      used = new ResourceUsage(0, 0);
      sent.clear();
      repeated.clear();
    }

    /** Repeats the responses of the last call. */
    void repeat() {
      used = new ResourceUsage(0, 0);
      repeated.clear();
      repeated.addAll(sent);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
      ResourceUsage start = ResourceUsage.now();
      var request = chain.request();
      requireNonNull(request.body()).writeTo(Okio.buffer(Okio.blackhole()));
      FuzzResponse next = repeated.poll();
      if (next == null) {
        next =
            FuzzResponse.next(
                requireNonNull(texts.get(request.url().encodedPath())), requireNonNull(random));
        if (mayRetry) {
          next = next.withoutDelay();
        }
        sent.add(next);
      }
      Response response = next.to(request);
      used = used.plus(ResourceUsage.now().since(start));
      return response;
    }

    String describe() {
      return sent.stream().map(FuzzResponse::describe).toList().toString();
    }
  }
}
