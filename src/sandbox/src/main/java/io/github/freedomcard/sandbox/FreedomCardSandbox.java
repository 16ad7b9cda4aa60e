package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.sandbox.RequestHistory.ServedRequest;
import io.github.freedomcard.signing.JwsRequestVerifier;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a stateful Card API in this process.
 *
 * <p>It implements all operations, keeps clients, cards and balances, verifies the signature of
 * every request over the bytes received, and counts the effects of each command. It listens on the
 * loopback address only. Where the vendor's behaviour is not documented, the sandbox behaves by
 * assumption; see the package documentation. Its secrets are made up: no bank issues its card
 * numbers. Thread-safe.
 *
 * <pre>{@code
 * try (FreedomCardSandbox sandbox = FreedomCardSandbox.start()) {
 *   // call sandbox.baseUrl() with sandbox.credentials()
 *   assertEquals(1, sandbox.ledger().effects(requestId));
 * }
 * }</pre>
 */
public final class FreedomCardSandbox implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FreedomCardSandbox.class);

  /** Jetty needs some of these threads itself; the others serve concurrent clients. */
  private static final int THREADS = 128;

  private static final int WAITING_CONNECTIONS = 1_024;

  /**
   * Keeps WireMock's connections open for as long as the fault proxy keeps the clients'
   * connections.
   */
  private static final long IDLE_MILLIS = Duration.ofDays(1).toMillis();

  private final SandboxOptions options;

  /** Null for clear text. */
  private final @Nullable SandboxCertificate certificate;

  private final Ledger ledger = new Ledger();
  private final RequestHistory history;
  private final List<OperationRoute> routes;
  private final Processor processor;
  private final Arrangement arrangement;
  private final FaultProxy proxy;
  private final Faults faults;
  private final WireMockServer server;
  private final AtomicBoolean closed = new AtomicBoolean();

  private FreedomCardSandbox(
      SandboxOptions options,
      Function<Processor, Consumer<ServedRequest>> observer,
      UnaryOperator<WireMockConfiguration> configure) {
    this.options = options;
    SandboxStore store = new SandboxStore(ledger, options.deposit());
    this.processor = new Processor(store, ledger, options.processing(), options.clock());
    this.arrangement = new Arrangement(processor, ledger);
    this.routes = routes(store, processor);
    Dispatcher dispatcher =
        new Dispatcher(
            routes,
            JwsRequestVerifier.of(options.credentials(), options.algorithm()),
            new SignatureExplainer(options.credentials(), options.algorithm()),
            processor);
    this.history = new RequestHistory(Clock.system(Processor.OFFSET), observer.apply(processor));
    DelayedRequests delayed = new DelayedRequests(dispatcher, history);
    this.certificate = options.tls() ? SandboxCertificate.of(options) : null;
    this.proxy =
        new FaultProxy(
            new InetSocketAddress(options.address(), options.port()),
            certificate == null ? null : certificate.serverContext());
    if (certificate != null) {
      certificate.write(options.certificateFile(), proxy);
    }
    this.faults = new Faults(routes, processor, delayed, proxy);
    CatchAllStub catchAll =
        new CatchAllStub(new FaultInjectingDispatcher(dispatcher, faults, delayed, history));
    WireMockConfiguration wireMock =
        WireMockConfiguration.wireMockConfig().httpClientFactory(new LazyHttpClients());
    FileSource files = new StubFiles(wireMock.filesRoot());
    this.server =
        new WireMockServer(
            configure
                .apply(wireMock)
                // WireMock writes each request as text for its notifier, which drops it.
                .stubRequestLoggingDisabled(true)
                .bindAddress(HostNames.loopback().getHostAddress())
                .dynamicPort()
                .containerThreads(THREADS)
                .jettyAcceptQueueSize(WAITING_CONNECTIONS)
                .jettyIdleTimeout(IDLE_MILLIS)
                .gzipDisabled(true)
                .http2PlainDisabled(true)
                .fileSource(files)
                .withStores(BoundedJournal.stores(files, options.journalEntries()))
                .mappingSource(catchAll)
                .extensions(catchAll, new AdministrationFilter()));
  }

  /** Starts a sandbox with the default options. */
  public static FreedomCardSandbox start() {
    return start(SandboxOptions.defaults());
  }

  /**
   * Starts a sandbox. It accepts requests when this method returns.
   *
   * @throws com.github.tomakehurst.wiremock.common.FatalStartupException if the port is in use
   * @throws IllegalStateException if {@link SandboxOptions#tls} is set and no certificate can be
   *     created, because this Java installation has no keytool
   */
  public static FreedomCardSandbox start(SandboxOptions options) {
    return start(options, processor -> served -> {}, UnaryOperator.identity());
  }

  /** Starts a sandbox that passes each request and its response to an observer. */
  static FreedomCardSandbox start(
      SandboxOptions options,
      Function<Processor, Consumer<ServedRequest>> observer,
      UnaryOperator<WireMockConfiguration> configure) {
    FreedomCardSandbox sandbox =
        new FreedomCardSandbox(requireNonNull(options, "options"), observer, configure);
    try {
      sandbox.server.start();
    } catch (RuntimeException e) {
      sandbox.proxy.close();
      throw e;
    }
    sandbox.proxy.start(sandbox.server.port(), sandbox.site());
    LOG.info("{}", sandbox);
    return sandbox;
  }

  private ControlSite site() {
    Set<String> hosts = new HashSet<>(options.allowedHosts());
    hosts.add(options.host().toLowerCase(Locale.ROOT));
    return new ControlSite(
        new ControlApi(this, history),
        new SandboxHosts(hosts),
        certificate == null ? "http" : "https",
        options.controlToken());
  }

  SandboxOptions options() {
    return options;
  }

  List<OperationRoute> routes() {
    return routes;
  }

  /** Runs an action on the data while no request is processed. */
  <T> T data(Function<SandboxStore, T> action) {
    return processor.with(action);
  }

  /** Returns the route of every operation that the sandbox implements. */
  static List<OperationRoute> routes(SandboxStore store, Processor processor) {
    List<OperationRoute> routes = new ArrayList<>();
    routes.addAll(new IssueHandlers(store).routes());
    routes.addAll(new CardHandlers(store).routes());
    routes.addAll(new AccountHandlers(store).routes());
    routes.addAll(new ClientHandlers(store).routes());
    routes.addAll(new TransactionHandlers(store).routes());
    routes.addAll(new LimitHandlers(store).routes());
    routes.addAll(new RequestHandlers(processor).routes());
    routes.addAll(new GiftCardHandlers(store).routes());
    return routes;
  }

  /**
   * Returns the base URL: scheme, address and port, without a trailing slash.
   *
   * <p>A browser shows a page there, with the requests received, their signatures compared, the
   * cards and the ledger. Programs in other languages find the control API below {@code /_sandbox}.
   */
  public URI baseUrl() {
    // Clients can't call the wildcard address; listening on it includes the loopback address.
    String host =
        options.address().isAnyLocalAddress()
            ? HostNames.loopback().getHostAddress()
            : HostNames.inUrl(options.host());
    return URI.create((certificate == null ? "http://" : "https://") + host + ":" + proxy.port());
  }

  /** Returns the credentials whose signatures the sandbox accepts. */
  public Credentials credentials() {
    return options.credentials();
  }

  /** Creates a client of this sandbox with the library's defaults. The caller closes it. */
  public FreedomCardClient newClient() {
    return newClientBuilder().build();
  }

  /**
   * Creates a client builder with this sandbox's base URL, credentials and algorithm, and with a
   * retry policy that knows the sandbox's error code for an unknown {@code request_id}. With {@link
   * SandboxOptions#tls}, its HTTP client trusts the sandbox; one that replaces it must be set up
   * with {@link #sslContext} and {@link #trustManager}.
   */
  public FreedomCardClientBuilder newClientBuilder() {
    FreedomCardClientBuilder builder =
        FreedomCardClient.builder()
            .baseUrl(baseUrl())
            .credentials(credentials())
            .algorithm(options.algorithm())
            .retryPolicy(
                RetryPolicy.builder().unknownRequestCodes(Set.of(Processor.NOT_FOUND)).build());
    return certificate == null ? builder : builder.httpClient(certificate.newHttpClient());
  }

  /**
   * Returns a TLS context that trusts this sandbox and no other server, for any HTTP client.
   *
   * @throws IllegalStateException unless {@link SandboxOptions#tls} is set
   */
  public SSLContext sslContext() {
    return tls().clientContext();
  }

  /**
   * Returns a trust manager that trusts this sandbox and no other server. OkHttp needs it beside
   * the socket factory of {@link #sslContext}.
   *
   * @throws IllegalStateException unless {@link SandboxOptions#tls} is set
   */
  public X509TrustManager trustManager() {
    return tls().trustManager();
  }

  /**
   * Returns the sandbox's certificate, for a trust store. It is self-signed, valid for {@code
   * localhost}, {@code 127.0.0.1} and {@code ::1}, and the same for all sandboxes of this JVM.
   *
   * @throws IllegalStateException unless {@link SandboxOptions#tls} is set
   */
  public X509Certificate certificate() {
    return tls().certificate();
  }

  private SandboxCertificate tls() {
    if (certificate == null) {
      throw new IllegalStateException("tls: off; set SandboxOptions.Builder.tls(true)");
    }
    return certificate;
  }

  /**
   * Returns the WireMock server behind {@link #baseUrl}, for stubs and verification. It listens on
   * another port, always in clear text.
   *
   * <p>Its administration can be reached through this object only, not over HTTP. A stub takes
   * precedence over the sandbox; the sandbox responds to requests that no stub matches. The journal
   * keeps the most recent requests with their bodies, up to {@link SandboxOptions#journalEntries}.
   * A refusal and a fault are sub-events of their request. The sub-event of a refused signature
   * contains the header, the signing input and the body as lengths and hashes, and the mistake if
   * the sandbox can prove it; the log contains the same at WARN. {@code resetAll} and {@code
   * resetToDefaultMappings} keep the sandbox in place, {@code resetMappings} removes it.
   */
  public WireMockServer wireMock() {
    return server;
  }

  /** Returns the arrangement, which adds clients, cards and money without an API call. */
  public Arrangement arrange() {
    return arrangement;
  }

  /**
   * Returns the ledger of all commands that took effect since the start or the last {@link #reset}.
   */
  public Ledger ledger() {
    return ledger;
  }

  /** Returns the fault injection of this sandbox. No fault is armed initially. */
  public Faults faults() {
    return faults;
  }

  /**
   * Returns the number of client connections that are open now, in use or idle. A test can check
   * that a client reuses and closes connections.
   */
  public int openConnections() {
    return proxy.openConnections();
  }

  /**
   * Finishes a command that is in process: it takes effect now, or fails.
   *
   * @return false if no command with this id is in process
   */
  public boolean finish(UUID requestId) {
    return processor.finish(requireNonNull(requestId, "requestId"));
  }

  /**
   * Fails a command that is in process. It has no effect, and status queries report {@code
   * request_status} {@code error} and the code.
   *
   * @param errorCode the error code to report, such as {@code insufficient_funds}
   * @return false if no command with this id is in process
   * @throws IllegalArgumentException if {@code errorCode} is blank
   */
  public boolean fail(UUID requestId, String errorCode) {
    return processor.fail(
        requireNonNull(requestId, "requestId"),
        Refusal.of(Arrangement.requireText("errorCode", errorCode), "failed by the test"));
  }

  /**
   * Returns the one-time code that was last sent to the buyer of a gift card.
   *
   * @throws IllegalArgumentException if no gift card with this id waits for a code
   */
  public String otp(long giftCardId) {
    return processor
        .with(store -> store.otp(giftCardId))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "giftCardId: no gift card with this id waits for a code: " + giftCardId));
  }

  /**
   * Returns the current time of the sandbox's clock, as in its responses: in whole seconds, at the
   * offset of the API, {@code +05:00}. {@link #passTime} advances it.
   */
  public OffsetDateTime now() {
    return processor.now();
  }

  /**
   * Advances the sandbox's clock without waiting. Later timestamps in responses, statements, the
   * ledger and arranged data include the duration. {@link #reset} sets the clock back.
   *
   * <p>Advancing the clock changes only timestamps: no card expires, no hold is released, and no
   * code or request lapses. Delays of faults and the client's timeouts use the real clock.
   *
   * @throws IllegalArgumentException if {@code duration} is not positive, or if the total exceeds
   *     100 years
   */
  public void passTime(Duration duration) {
    if (requireNonNull(duration, "duration").isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("duration <= 0: " + duration);
    }
    processor.advanceClock(duration);
  }

  /**
   * Removes all clients, cards, balances, requests and ledger entries, sets the clock back, disarms
   * all faults, and clears the stubs and the journal of {@link #wireMock}. The base URL does not
   * change.
   */
  public void reset() {
    faults.reset();
    server.resetAll();
    processor.reset();
    history.clear();
  }

  /**
   * Stops the server. Later calls do nothing. Logs a warning if armed faults were not triggered.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      List<String> pending = faults.pending();
      if (!pending.isEmpty()) {
        LOG.warn("closed with armed faults that were not triggered: {}", pending);
      }
      proxy.close();
      server.stop();
    }
  }

  @Override
  public String toString() {
    return "FreedomCardSandbox[" + (closed.get() ? "closed" : baseUrl()) + ", " + options + "]";
  }
}
