package io.github.freedomcard;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.config.Environment;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.internal.transport.CallHooks;
import io.github.freedomcard.internal.transport.CallSettings;
import io.github.freedomcard.internal.transport.ManagedHttpClient;
import io.github.freedomcard.internal.transport.Transport;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Configures a client. The host and the credentials are required; all other settings have defaults.
 *
 * <pre>{@code
 * FreedomCardClient client =
 *     FreedomCardClient.builder()
 *         .environment(Environment.TEST)
 *         .credentials("123456", "secret")
 *         .timeout(Duration.ofSeconds(30))
 *         .build();
 * }</pre>
 *
 * <p>Not thread-safe. Each {@link #build} creates an independent client.
 */
public final class FreedomCardClientBuilder {

  /** A statement of 100,000 operations has about 30 MB. */
  private static final long MAX_RESPONSE_BYTES = 64L * 1024 * 1024;

  private @Nullable Environment environment;
  private @Nullable Environment baseUrl;
  private @Nullable CredentialsProvider credentials;
  private JwsAlgorithm algorithm = JwsAlgorithm.HS512;
  private Duration timeout = Duration.ofSeconds(60);
  private Duration attemptTimeout = Duration.ofSeconds(20);
  private RetryPolicy retryPolicy = RetryPolicy.standard();
  private @Nullable OkHttpClient httpClient;
  private @Nullable Consumer<OkHttpClient.Builder> configureHttp;
  private final Map<Operation<?, ?>, String> paths = new HashMap<>();
  private long maxResponseBytes = MAX_RESPONSE_BYTES;
  private int maxConcurrentCalls = 64;
  private @Nullable Function<OkHttpClient, Call.Factory> callFactory;
  private final List<CallListener> listeners = new ArrayList<>();
  private Executor callbackExecutor = Runnable::run;
  private UnaryOperator<Executor> contextPropagation = UnaryOperator.identity();

  FreedomCardClientBuilder() {}

  static FreedomCardClientBuilder fromEnv(Map<String, String> variables) {
    FreedomCardClientBuilder builder =
        new FreedomCardClientBuilder()
            .credentials(
                variable(variables, "FREEDOM_CARD_AUTH_ID"),
                variable(variables, "FREEDOM_CARD_SECRET_KEY"));
    String url = variables.getOrDefault("FREEDOM_CARD_BASE_URL", "");
    String name = variables.getOrDefault("FREEDOM_CARD_ENVIRONMENT", "");
    if (url.isBlank() == name.isBlank()) {
      throw new IllegalArgumentException(
          "FREEDOM_CARD_ENVIRONMENT or FREEDOM_CARD_BASE_URL: "
              + (url.isBlank() ? "neither environment variable is set" : "both are set"));
    }
    if (!url.isBlank()) {
      builder.baseUrl(url);
    } else {
      builder.environment(
          switch (name) {
            case "test" -> Environment.TEST;
            case "production" -> Environment.PRODUCTION;
            default ->
                throw new IllegalArgumentException(
                    "FREEDOM_CARD_ENVIRONMENT: neither test nor production: " + name);
          });
    }
    return builder;
  }

  private static String variable(Map<String, String> variables, String name) {
    String value = variables.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + ": environment variable not set");
    }
    return value;
  }

  /** Sets the host; either this or {@link #baseUrl(URI)}. */
  public FreedomCardClientBuilder environment(Environment environment) {
    this.environment = requireNonNull(environment, "environment");
    return this;
  }

  /**
   * Sets the host by its URL; either this or {@link #environment}.
   *
   * @throws IllegalArgumentException if it is not a URL, has a path, query, fragment or user, or is
   *     neither HTTPS nor this machine
   */
  public FreedomCardClientBuilder baseUrl(String baseUrl) {
    try {
      return baseUrl(new URI(requireNonNull(baseUrl, "baseUrl")));
    } catch (URISyntaxException e) {
      // The cause is dropped, because its message quotes the text, which may contain a password.
      throw new IllegalArgumentException("baseUrl: no URL");
    }
  }

  /**
   * Sets the host by its URL; either this or {@link #environment}.
   *
   * @throws IllegalArgumentException if it has a path, query, fragment or user, or is neither HTTPS
   *     nor this machine
   */
  public FreedomCardClientBuilder baseUrl(URI baseUrl) {
    this.baseUrl = Environment.of(baseUrl);
    return this;
  }

  /**
   * Sets the credentials.
   *
   * @throws IllegalArgumentException if {@code authId} is blank or {@code secretKey} is empty
   */
  public FreedomCardClientBuilder credentials(String authId, String secretKey) {
    return credentials(Credentials.of(authId, secretKey));
  }

  /** Sets the provider of the credentials; each call gets them once. */
  public FreedomCardClientBuilder credentials(CredentialsProvider credentials) {
    this.credentials = requireNonNull(credentials, "credentials");
    return this;
  }

  /** Sets the algorithm of signatures; {@link JwsAlgorithm#HS512} is documented and the default. */
  public FreedomCardClientBuilder algorithm(JwsAlgorithm algorithm) {
    this.algorithm = requireNonNull(algorithm, "algorithm");
    return this;
  }

  /**
   * Sets the longest time of a whole call, with waits and status queries; 60 seconds by default.
   *
   * <p>A blocking call may exceed it while the platform resolves a host name, which can't be
   * interrupted.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public FreedomCardClientBuilder timeout(Duration timeout) {
    this.timeout = Preconditions.positive("timeout", timeout);
    return this;
  }

  /**
   * Sets the longest time of one attempt, with connecting and reading; 20 seconds by default.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public FreedomCardClientBuilder attemptTimeout(Duration attemptTimeout) {
    this.attemptTimeout = Preconditions.positive("attemptTimeout", attemptTimeout);
    return this;
  }

  /**
   * Sets attempts, back-off and recovery after a lost response; {@link RetryPolicy#standard} by
   * default.
   */
  public FreedomCardClientBuilder retryPolicy(RetryPolicy retryPolicy) {
    this.retryPolicy = requireNonNull(retryPolicy, "retryPolicy");
    return this;
  }

  /**
   * Sets the HTTP client to use; either this or {@link #configureHttp}. Its connection pool,
   * dispatcher, proxy, TLS, protocols and interceptors are kept. It stays open when the card client
   * is closed.
   *
   * <p>{@link #timeout} and {@link #attemptTimeout} replace its read, write and call time-outs, and
   * a connect time-out that is longer than a quarter of an attempt. Redirects are not followed.
   * Each attempt is sent once, even if an interceptor or an authenticator proceeds again: the
   * second send fails, and the outcome of a command is then unknown.
   */
  public FreedomCardClientBuilder httpClient(OkHttpClient httpClient) {
    this.httpClient = requireNonNull(httpClient, "httpClient");
    return this;
  }

  /**
   * Configures the client's own HTTP client; either this or {@link #httpClient}. It is called once,
   * by {@link #build}, after the client's own settings. A second call adds to the first: both
   * apply, in order.
   *
   * <pre>{@code
   * FreedomCardClientBuilder builder =
   *     FreedomCardClient.builder().configureHttp(http -> http.connectTimeout(Duration.ofSeconds(2)));
   * }</pre>
   *
   * <p>By default the client speaks HTTP/1.1 over TLS 1.2 or 1.3 with strong cipher suites, and
   * closes connections that are idle for 4 seconds. With HTTP/2, a server that replaces a
   * connection refuses requests in flight, which leaves some commands with an unknown outcome. A
   * dispatcher or pool that is set here belongs to the caller and stays open. For time-outs and
   * redirects, see {@link #httpClient}.
   */
  public FreedomCardClientBuilder configureHttp(Consumer<OkHttpClient.Builder> configureHttp) {
    requireNonNull(configureHttp, "configureHttp");
    this.configureHttp =
        this.configureHttp == null ? configureHttp : this.configureHttp.andThen(configureHttp);
    return this;
  }

  /**
   * Sets what sends the calls, made from the configured HTTP client; by default that client itself.
   * The function is called once, by {@link #build}. For OpenTelemetry without its agent:
   *
   * <pre>{@code
   * OkHttpTelemetry telemetry = OkHttpTelemetry.create(GlobalOpenTelemetry.get());
   * FreedomCardClientBuilder builder =
   *     FreedomCardClient.builder().callFactory(telemetry::createCallFactory);
   * }</pre>
   *
   * <p>The factory gets one request for each attempt and each status query; {@code
   * request.tag(Operation.class)} is its operation. It must send with the HTTP client that it was
   * given, or a client derived from it: what is sent elsewhere is not protected from a second send,
   * and a command's outcome is then unknown.
   */
  public FreedomCardClientBuilder callFactory(Function<OkHttpClient, Call.Factory> callFactory) {
    this.callFactory = requireNonNull(callFactory, "callFactory");
    return this;
  }

  /** Adds a listener, which receives an event for each call. Listeners run in this order. */
  public FreedomCardClientBuilder listener(CallListener listener) {
    listeners.add(requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Sets where the futures of asynchronous calls complete; by default on OkHttp's threads and the
   * client's timer, so that callbacks must not block. The executor stays open when the client is
   * closed. If it rejects a task, the future completes on the thread that had the response. It must
   * run each task that it accepts. If its threads wait for futures of this client, they may all
   * wait for each other.
   *
   * <p>A future that its caller completes or cancels, or that fails before anything is sent,
   * completes on the caller's thread.
   */
  public FreedomCardClientBuilder callbackExecutor(Executor callbackExecutor) {
    this.callbackExecutor = requireNonNull(callbackExecutor, "callbackExecutor");
    return this;
  }

  /**
   * Sets how an asynchronous call takes its caller's context, such as a trace or the MDC, to other
   * threads. The function is called once for each asynchronous call, on the caller's thread, and
   * returns an executor that runs each task in the context of that thread. Micrometer's {@code
   * ContextSnapshot.wrapExecutor} makes one, and so does OpenTelemetry:
   *
   * <pre>{@code
   * FreedomCardClientBuilder builder =
   *     FreedomCardClient.builder()
   *         .contextPropagation(executor -> Context.current().wrap(executor));
   * }</pre>
   *
   * <p>The executor must run each task at once. Attempts after the first one, status queries and
   * the completion of the future run in that context. OkHttp's interceptors do not: OkHttp runs
   * them on threads of its own.
   */
  public FreedomCardClientBuilder contextPropagation(UnaryOperator<Executor> contextPropagation) {
    this.contextPropagation = requireNonNull(contextPropagation, "contextPropagation");
    return this;
  }

  /**
   * Sets another path for an operation, for an inferred path that proves wrong.
   *
   * @throws IllegalArgumentException if it is not plain and absolute
   */
  public FreedomCardClientBuilder path(Operation<?, ?> operation, String path) {
    paths.put(requireNonNull(operation, "operation"), Preconditions.path("path", path));
    return this;
  }

  /**
   * Sets how many asynchronous calls are in flight at a time, 64 by default. Further calls wait,
   * within their time-outs. As many idle connections are kept.
   *
   * <p>It does not limit blocking calls, which run on their callers' threads, or an injected {@code
   * OkHttpClient}, whose dispatcher and pool set the limits: by OkHttp's default, five calls per
   * host.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public FreedomCardClientBuilder maxConcurrentCalls(int maxConcurrentCalls) {
    this.maxConcurrentCalls = Preconditions.positive("maxConcurrentCalls", maxConcurrentCalls);
    return this;
  }

  /**
   * Sets the largest response that is read, in bytes after decompression; 64 MiB by default, enough
   * for a statement of 100,000 operations. Most operations have a lower limit of their own, 1 MiB;
   * for those this setting only lowers it.
   *
   * @throws IllegalArgumentException if it is not positive, or more than an array can hold
   */
  public FreedomCardClientBuilder maxResponseBytes(long maxResponseBytes) {
    if (maxResponseBytes <= 0 || maxResponseBytes > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "maxResponseBytes: not 1 to " + (Integer.MAX_VALUE - 8) + ": " + maxResponseBytes);
    }
    this.maxResponseBytes = maxResponseBytes;
    return this;
  }

  /**
   * Creates the client.
   *
   * @throws IllegalStateException if there are no credentials, neither or both of environment and
   *     base URL, or both of {@code httpClient} and {@code configureHttp}
   */
  public FreedomCardClient build() {
    if (credentials == null) {
      throw new IllegalStateException("credentials: not set; call credentials(authId, secretKey)");
    }
    if ((environment == null) == (baseUrl == null)) {
      throw new IllegalStateException(
          environment == null
              ? "environment or baseUrl: neither is set; call one of them"
              : "environment or baseUrl: both are set");
    }
    if (httpClient != null && configureHttp != null) {
      throw new IllegalStateException("httpClient or configureHttp: both are set");
    }
    Environment host = requireNonNull(environment == null ? baseUrl : environment);
    boolean https = host.baseUrl().getScheme().equals("https");
    ManagedHttpClient http =
        httpClient == null
            ? ManagedHttpClient.own(
                https,
                attemptTimeout,
                maxConcurrentCalls,
                configureHttp == null ? any -> {} : configureHttp)
            : ManagedHttpClient.sharing(https, attemptTimeout, httpClient);
    Call.Factory calls =
        callFactory == null
            ? http.http()
            : requireNonNull(callFactory.apply(http.http()), "callFactory: returned null");
    Transport transport =
        new Transport(
            calls,
            host,
            algorithm,
            paths,
            maxResponseBytes,
            http.closing(),
            new CallHooks(new Listeners(listeners), callbackExecutor, contextPropagation));
    return new HttpFreedomCardClient(
        transport,
        new CallSettings(timeout, attemptTimeout, retryPolicy, credentials, Map.of(), false),
        transport::close);
  }
}
