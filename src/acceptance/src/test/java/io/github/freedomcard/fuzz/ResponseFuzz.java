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
 * Answers of every kind through the real client, but for the network.
 *
 * <p>What has to hold, whatever comes: only the documented exceptions, and nothing of the answer in
 * their messages; the same result blocking and asynchronous; no success that the answer does not
 * say; memory in proportion to what came.
 */
final class ResponseFuzz implements AutoCloseable {

  /**
   * What Jackson writes and does not read: half a character in a name, as an escape; and a number
   * of more than a thousand digits, which is what 1e-1500 becomes when written plainly.
   */
  private static final Pattern NOT_READ = Pattern.compile("\\\\u[dD][89a-fA-F]|[0-9.]{1000}");

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
  private final Violations findings;
  private final Wire wire = new Wire();
  private final OkHttpClient http = new OkHttpClient.Builder().addInterceptor(wire).build();
  private final FreedomCardClient once;
  private final FreedomCardClient asking;
  private final Json json = new Json(FuzzResponse.MAX_BYTES);
  private final List<Operation<?, ?>> operations = Catalogue.operations();
  private final Map<Operation<?, ?>, Object> requests = new HashMap<>();
  private final Map<String, List<String>> texts = new HashMap<>();

  ResponseFuzz(long seed, Violations findings) {
    this.seed = seed;
    this.findings = findings;
    this.once =
        FreedomCardClient.builder()
            .baseUrl("https://fuzz.invalid")
            .credentials("1", "secret")
            .httpClient(http)
            .maxResponseBytes(FuzzResponse.MAX_BYTES)
            .retryPolicy(RetryPolicy.none())
            .build();
    RetryPolicy all =
        RetryPolicy.builder()
            .maxAttempts(2)
            .backoff(Duration.ofNanos(1), Duration.ofNanos(1))
            .resend(ResendPolicy.ALWAYS)
            .build();
    this.asking = once.withOptions(RequestOptions.builder().retryPolicy(all).build());
    for (Operation<?, ?> operation : operations) {
      requests.put(operation, Requests.of(operation));
      texts.put(operation.path(), textsOf(operation));
    }
  }

  private static List<String> textsOf(Operation<?, ?> operation) {
    List<String> texts = new ArrayList<>(ERRORS);
    // Each of the three as often as all errors together.
    for (String name : List.of("full", "minimal", "hostile")) {
      byte[] text = ContractText.of(operation, name).getBytes(UTF_8);
      // A mutation works on bytes: each is one character.
      texts.addAll(Collections.nCopies(ERRORS.size(), new String(text, ISO_8859_1)));
    }
    return texts;
  }

  /** The call of number {@code index}, always the same one. */
  void run(long index) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + index);
    Operation<?, ?> operation = operations.get(random.nextInt(operations.size()));
    run(index, operation, random);
  }

  private <Q, R> void run(long index, Operation<Q, R> operation, SplittableRandom random) {
    boolean mayAsk = random.nextBoolean();
    boolean alsoAsync = random.nextInt(32) == 0;
    FreedomCardClient client = mayAsk ? asking : once;
    Q request = operation.requestType().cast(requireNonNull(requests.get(operation)));
    wire.begin(mayAsk, random.split());
    ResourceUsage start = ResourceUsage.now();
    Object result = call(client, operation, request);
    String trouble = exercise(result);
    ResourceUsage used = ResourceUsage.now().since(start).since(wire.used);
    checkCost(index, operation, result, used, leastOfCallsAgain(client, operation, request));
    check(index, operation, result, trouble);
    if (alsoAsync) {
      checkAsync(index, client, operation, request, result);
    }
  }

  /**
   * Called again, all that is in the answer is known, and only what it costs itself is left. Now
   * and then a JVM makes code for reflection on this very thread, so one call in three is enough.
   */
  private <Q, R> ResourceUsage leastOfCallsAgain(
      FreedomCardClient client, Operation<Q, R> operation, Q request) {
    ResourceUsage least = null;
    for (int i = 0; i < 3 && (least == null || least.bytes() > allowed()); i++) {
      wire.again();
      ResourceUsage start = ResourceUsage.now();
      call(client, operation, request);
      ResourceUsage used = ResourceUsage.now().since(start).since(wire.used);
      least = least == null || used.bytes() < least.bytes() ? used : least;
    }
    return requireNonNull(least);
  }

  private long allowed() {
    return wire.given.stream().mapToLong(AllocationBudget::of).sum();
  }

  private static <Q, R> Object call(
      FreedomCardClient client, Operation<Q, R> operation, Q request) {
    try {
      return client.execute(operation, request);
    } catch (RuntimeException | StackOverflowError e) {
      return e;
    }
  }

  /** What a caller may do with any result; says what went wrong with it. */
  private String exercise(Object result) {
    if (!(result instanceof ApiResponse<?> response)) {
      return "";
    }
    try {
      Object body = response.body();
      int length = body.toString().length() + body.hashCode() % 2;
      Object again = json.read(response.rawBody(), body.getClass());
      if (again instanceof RequestState state && body instanceof RequestState told) {
        again = state.withRequestId(told.requestId());
      }
      if (!again.equals(body) || again.hashCode() != body.hashCode()) {
        return "read again, it is another";
      }
      return length < 10 ? "no words: " + length : writeBack(body, response.rawBody().length);
    } catch (UnreadableException | RuntimeException | StackOverflowError e) {
      return e.toString();
    }
  }

  /** Written, one number may be as long as ten thousand bytes; so small answers only. */
  private String writeBack(Object body, int length) throws UnreadableException {
    if (length > 4096) {
      return "";
    }
    byte[] written;
    try {
      written = json.write(body);
    } catch (IllegalArgumentException documented) {
      findings.count("can't be written back");
      return "";
    }
    if (!NOT_READ.matcher(new String(written, UTF_8)).find()) {
      json.read(written, body.getClass());
    }
    return "";
  }

  private void checkCost(
      long index,
      Operation<?, ?> operation,
      Object result,
      ResourceUsage used,
      ResourceUsage usedAgain) {
    long visible = wire.given.stream().mapToLong(FuzzResponse::visible).sum();
    findings.cost(used, visible, () -> where(index, operation));
    int sends = Math.max(1, wire.given.size());
    long allowed = allowed();
    findings.allocated(usedAgain.bytes(), allowed, result instanceof ApiResponse<?>);
    if (usedAgain.bytes() > allowed) {
      violation(index, operation, usedAgain.bytes() + " bytes allocated for " + visible);
    }
    // The first time, the answer was read by the client, and once more to see that it is the same.
    if (used.bytes() > AllocationBudget.NEW_NAMES * sends + 3 * allowed) {
      violation(index, operation, used.bytes() + " bytes allocated the first time for " + visible);
    }
  }

  private void check(long index, Operation<?, ?> operation, Object result, String trouble) {
    String name = result.getClass().getSimpleName();
    findings.count("result " + name);
    findings.count("operation " + operation.name());
    for (FuzzResponse answer : wire.given) {
      findings.count("delivery " + answer.delivery());
      answer.what().forEach(each -> findings.count("mutation " + each));
    }
    if (!trouble.isEmpty()) {
      violation(index, operation, trouble);
    }
    if (result instanceof ApiResponse<?> response) {
      checkSuccess(index, operation, response);
    } else if (!(result instanceof FreedomCardException failure)) {
      violation(index, operation, "not documented: " + result);
    } else {
      if ((failure.outcome() == Outcome.READ_ONLY) != (operation.effect() == Effect.READ)) {
        violation(index, operation, "outcome " + failure.outcome());
      }
      for (Throwable each = failure; each != null; each = each.getCause()) {
        if (each.toString().contains("MARK ED")) {
          violation(index, operation, "shows the answer: " + each);
        }
      }
    }
  }

  /** Read without the client, an answer that was taken for success has to say so. */
  private void checkSuccess(long index, Operation<?, ?> operation, ApiResponse<?> response) {
    if (response.rawBody().length > 100_000) {
      return;
    }
    JsonNode answer;
    try {
      answer = STRICT.readTree(response.rawBody());
    } catch (IOException | NumberFormatException odd) {
      findings.count("success with a member that comes twice, or an odd number passed over");
      return;
    }
    if (!answer.isObject() || response.status() / 100 != 2) {
      violation(index, operation, "success out of nothing");
    }
    if (response.body() instanceof RequestState state) {
      if (state.isSuccess()
          && !(says(answer, "status", "ok") && says(answer, "request_status", "success"))) {
        violation(index, operation, "success that the answer does not say");
      }
      if (operation.effect() != Effect.READ && state.isFinal() && !state.isSuccess()) {
        violation(index, operation, "an error for an answer");
      }
    } else if (answer.has("status") && !says(answer, "status", "ok") && !zero(answer)) {
      violation(index, operation, "data in spite of the status");
    }
  }

  private static boolean says(JsonNode answer, String name, String value) {
    return answer.path(name).asText().equalsIgnoreCase(value);
  }

  private static boolean zero(JsonNode answer) {
    return answer.path("status").asText().strip().matches("[+-]?0+(\\.0+)?([eE][+-]?[0-9]{1,3})?");
  }

  private <Q, R> void checkAsync(
      long index, FreedomCardClient client, Operation<Q, R> operation, Q request, Object result) {
    wire.again();
    Object other;
    try {
      other = client.async().execute(operation, request).join();
    } catch (CompletionException e) {
      other = requireNonNull(e.getCause());
    }
    findings.count("async");
    if (!words(other).equals(words(result))) {
      violation(index, operation, "blocking " + words(result) + ", async " + words(other));
    }
  }

  private static String words(Object result) {
    return result instanceof ApiResponse<?> response
        ? response.body() + " after " + response.attempts() + ", " + response.resolution()
        : String.valueOf(result);
  }

  private void violation(long index, Operation<?, ?> operation, String rule) {
    findings.violation(rule, where(index, operation));
  }

  private String where(long index, Operation<?, ?> operation) {
    return "call " + index + ", " + operation.name() + ", " + wire.what();
  }

  @Override
  public void close() {
    once.close();
    http.dispatcher().executorService().shutdown();
  }

  /** Stands where the network would be. */
  private final class Wire implements Interceptor {

    private final List<FuzzResponse> given = new ArrayList<>();
    private final Queue<FuzzResponse> repeated = new ArrayDeque<>();
    private ResourceUsage used = new ResourceUsage(0, 0);
    private boolean mayWait;
    private @Nullable SplittableRandom random;

    void begin(boolean mayWait, SplittableRandom random) {
      this.mayWait = mayWait;
      this.random = random;
      used = new ResourceUsage(0, 0);
      given.clear();
      repeated.clear();
    }

    /** From now on the same answers as before. */
    void again() {
      used = new ResourceUsage(0, 0);
      repeated.clear();
      repeated.addAll(given);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
      ResourceUsage start = ResourceUsage.now();
      var request = chain.request();
      requireNonNull(request.body()).writeTo(Okio.buffer(Okio.blackhole()));
      FuzzResponse answer = repeated.poll();
      if (answer == null) {
        answer =
            FuzzResponse.next(
                requireNonNull(texts.get(request.url().encodedPath())), requireNonNull(random));
        if (mayWait) {
          answer = answer.withoutDelay();
        }
        given.add(answer);
      }
      Response response = answer.to(request);
      used = used.plus(ResourceUsage.now().since(start));
      return response;
    }

    String what() {
      return given.stream().map(FuzzResponse::inWords).toList().toString();
    }
  }
}
